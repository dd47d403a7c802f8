import type { Place } from '../../model/evidence.ts'
import { visible } from '../visible.ts'

/** `gateway/litellm.yaml:14`, so that editors and terminals open it on a click. */
export const placeText = ({ path, line }: Place) => visible(line === null ? path : `${path}:${line}`, 120)
