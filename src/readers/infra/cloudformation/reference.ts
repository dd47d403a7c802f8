import { unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import type { Scope } from './scope.ts'

/** `!Ref`: a parameter, a pseudo parameter, or the name of a resource; null: `AWS::NoValue`. */
export function reference(name: string, scope: Scope, here: Origin): Value | null {
  if (name === 'AWS::NoValue') return null
  const pseudo = PSEUDO.get(name)
  if (pseudo !== undefined) return unknownValue(pseudo, here)
  const value = scope.names.get(name) ?? scope.parameters.get(name)
  if (value !== undefined) return value
  if (scope.resources.has(name)) return unknownValue(`${name}, known after the deployment`, here, [name])
  return unknownValue(`${name.slice(0, 100)}, which this template does not declare`, here)
}

/** `!GetAtt Endpoint.EndpointName` */
export const getAttribute = (path: string, { resources }: Scope, here: Origin): Value => {
  const [id = ''] = path.split('.')
  return unknownValue(
    `${path.slice(0, 100)}, known after the deployment`,
    here,
    resources.has(id) ? [id] : [],
  )
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
const PSEUDO: ReadonlyMap<string, string> = new Map([
  ['AWS::Region', 'the region that it is deployed to'],
  ['AWS::AccountId', 'the account that it is deployed to'],
  ['AWS::StackName', 'the name of the stack'],
  ['AWS::StackId', 'the id of the stack'],
  ['AWS::Partition', 'the partition that it is deployed to'],
  ['AWS::URLSuffix', 'the domain that it is deployed to'],
  ['AWS::NotificationARNs', 'the topics of the stack'],
])
