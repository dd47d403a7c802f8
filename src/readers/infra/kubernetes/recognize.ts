import type { SourceFile } from '../../reader.ts'
import { JOINED, KIND_NAMES, TELLING } from './kinds.ts'
import { isKustomization } from './kustomize/kustomization.ts'

/** Something that takes accelerators, or that something else of the project may refer to. */
export const isRelevant = ({ path, text }: SourceFile): boolean =>
  isKustomization(path) || (API.test(text) && (KNOWN.test(text) || NAMED.test(text))) || isJsonPatch(text)

/** Without any of these in a whole project nothing in it takes accelerators. */
export const matters = ({ text }: SourceFile): boolean =>
  NAMED.test(text) || TELLS.test(text) || CLAIMS.test(text) || (SCALES.test(text) && speaksOfInference(text))

export const speaksOfInference = (text: string): boolean =>
  /(?:^|[^a-z])(?:vllm|sglang|tgi|nim|llm|dcgm|gpu|num_requests_waiting)(?![a-z])/i.test(text)

/** Kinds that change what others take. */
export const joins = ({ text }: SourceFile): boolean => JOINS.test(text)

/** An accelerator is named as a resource; in paths of a patch the slash is written `~1`. */
export const namesAccelerator = (text: string): boolean => NAMED.test(text)

const NAMED =
  /(?:nvidia\.com(?:\/|~1)(?:gpu|mig-)|amd\.com(?:\/|~1)gpu|google\.com(?:\/|~1)tpu|aws\.amazon\.com(?:\/|~1)neuron|gpu\.intel\.com(?:\/|~1)|habana\.ai(?:\/|~1)gaudi)/

const API = /\bapiVersion["']?[ \t]*:/

/** Of an object itself or an item of a list; the definition of a kind names it further inside. */
const kinds = (names: readonly string[]) =>
  new RegExp(
    `(?:^[- ]{0,3}|["{,][ \\t]*["']?)kind["']?[ \\t]*:[ \\t]*["']?(?:${names.join('|')})(?![\\w-])`,
    'm',
  )

const KNOWN = kinds(KIND_NAMES)
const TELLS = kinds(TELLING)
const JOINS = kinds(JOINED)
const SCALES = kinds(['HorizontalPodAutoscaler', 'ScaledObject'])
const CLAIMS = /\bresourceClaims["']?[ \t]*:/

const isJsonPatch = (text: string): boolean =>
  /^[- \t[{]*["']?op["']?[ \t]*:/m.test(text) && /["']?path["']?[ \t]*:[ \t]*["']?\/spec\//.test(text)
