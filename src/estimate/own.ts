import { isDedicated } from '../model/deployment.ts'
import type { Target } from '../model/workload.ts'

/** Answered by machines or units of the workload's own, which are paid by the hour. */
export const isOwn = ({ deployment }: Target): boolean => isDedicated(deployment)
