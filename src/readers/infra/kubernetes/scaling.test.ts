import { expect, test } from 'vitest'
import { deployment, takes, takesTogether } from './testing.ts'

const hpa = (spec: string, target = 'kind: Deployment, name: chat') => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: chat, namespace: serving }
spec: { scaleTargetRef: { ${target} }, ${spec} }
`
const keda = (spec: string) => `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: chat, namespace: serving }
spec: { scaleTargetRef: { name: chat }, ${spec} }
`
const scaled = (scaler: string) =>
  /: (\S+) ×/.exec(takes(`${deployment('chat')}---\n${scaler}`)[0] ?? '')?.[1]

test.for([
  ['floor, declared, ceiling', hpa('minReplicas: 2, maxReplicas: 5'), '4/6/10'],
  ['one at least', hpa('maxReplicas: 5'), '2/6/10'],
  ['declared more than the ceiling', hpa('minReplicas: 1, maxReplicas: 2'), '2/4'],
  ['KEDA: none at least', keda('maxReplicaCount: 4'), '0/6/8'],
  ['KEDA: a hundred at most', keda('minReplicaCount: 1'), '2/6/200'],
  ['KEDA: fewer while idle', keda('idleReplicaCount: 0, minReplicaCount: 2, maxReplicaCount: 4'), '0/6/8'],
  ['of another object', hpa('maxReplicas: 5', 'kind: Deployment, name: web'), '6'],
  ['of another kind', hpa('maxReplicas: 5', 'kind: StatefulSet, name: chat'), '6'],
  ['of another namespace', hpa('maxReplicas: 5').replace('serving', 'staging'), '6'],
  ['several', `${hpa('minReplicas: 2, maxReplicas: 5')}---\n${keda('maxReplicaCount: 4')}`, '0/6/10'],
] as const)('%s', ([, scaler, units]) => {
  expect(scaled(scaler)).toBe(units)
})

test('a ceiling that is a placeholder is unknown', () => {
  expect(takes(`${deployment('chat')}---\n${hpa('maxReplicas: "${MAX}"')}`).at(-1)).toBe(
    '  unresolved: the maximum of replicas = ${MAX}',
  )
})

test('the nearest autoscaler counts', () => {
  const lines = takesTogether({
    'a/chat.yaml': deployment('chat'),
    'a/hpa.yaml': hpa('maxReplicas: 5'),
    'b/chat.yaml': deployment('chat'),
    'b/hpa.yaml': hpa('maxReplicas: 7'),
  })
  expect(lines.filter(line => line.includes('×'))).toEqual([
    'a/Deployment/serving/chat (line 1): 2/6/10 × kubernetes 1 GPU a unit',
    'b/Deployment/serving/chat (line 1): 2/6/14 × kubernetes 1 GPU a unit',
  ])
})

test('an autoscaler of a server that is not in the tree is said to be that', () => {
  const metric =
    'maxReplicas: 9, metrics: [{ type: Pods, pods: { metric: { name: vllm_num_requests_waiting } } }]'
  expect(takes(hpa(metric)).at(-1)).toBe(
    '  unresolved: it keeps 1 to 9 replicas of Deployment/chat, which is not in the tree',
  )
  expect(takes(hpa('maxReplicas: 9').replaceAll('chat', 'web'))).toEqual([])
  expect(takes(`${deployment('chat')}---\n${hpa(metric)}`)[0]).toContain('2/6/18')
})
