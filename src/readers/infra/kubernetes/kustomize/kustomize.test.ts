import { describe, expect, test } from 'vitest'
import { NO_SETUP } from '../../../reader.ts'
import { kubernetes } from '../kubernetes.ts'
import { deployment, takesTogether } from '../testing.ts'

const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'
const BASE = {
  'base/chat.yaml': deployment('chat'),
  'base/kustomization.yaml': `${HEAD}resources: [chat.yaml]\n`,
}

const overlay = (text: string, more: Readonly<Record<string, string>> = {}) =>
  takesTogether({ ...BASE, 'prod/kustomization.yaml': `resources: [../base]\n${text}`, ...more })

const [PLAIN] = overlay('')

test('an overlay stands for its base, which is not counted by itself', () => {
  expect(overlay('namespace: live\nnamePrefix: eu-\n')).toEqual([
    'Deployment/live/eu-chat (line 1): 6 × kubernetes 1 GPU a unit',
    '  serves acme/support-8b',
    '  engine vllm',
    '  pod {}',
  ])
})

test('several overlays are several deployments, told apart by their folders', () => {
  const lines = overlay('replicas: [{ name: chat, count: 8 }]\n', {
    'dev/kustomization.yaml': 'bases: [../base]\nreplicas: [{ name: chat, count: 1 }]\n',
  })
  expect(lines.filter(line => line.includes('×'))).toEqual([
    'prod/Deployment/serving/chat (line 1): 16 × kubernetes 1 GPU a unit',
    'dev/Deployment/serving/chat (line 1): 2 × kubernetes 1 GPU a unit',
  ])
})

describe('patches', () => {
  const merge = `apiVersion: apps/v1
kind: Deployment
metadata: { name: chat }
spec:
  replicas: 4
  template: { spec: { containers: [{ name: server, resources: { limits: { nvidia.com/gpu: 1 } } }] } }
`
  const operations = `- { op: replace, path: /spec/replicas, value: 4 }
- { op: replace, path: /spec/template/spec/containers/0/resources/limits/nvidia.com~1gpu, value: "1" }
`
  const indented = (text: string) => text.replaceAll(/^/gm, '      ')
  test.for([
    ['a file', 'patches: [{ path: gpus.yaml }]\n', merge],
    ['a file, the old way', 'patchesStrategicMerge: [gpus.yaml]\n', merge],
    ['operations in a file', 'patches: [{ path: gpus.yaml, target: { kind: Deployment } }]\n', operations],
    [
      'operations, the old way',
      'patchesJson6902: [{ path: gpus.yaml, target: { name: chat } }]\n',
      operations,
    ],
    [
      'inside the kustomization',
      `patches:\n  - target: { name: "ch.*|x" }\n    patch: |-\n${indented(operations)}`,
      '',
    ],
    ['a merge inside', `patches:\n  - patch: |-\n${indented(merge)}`, ''],
  ] as const)('%s', ([, text, file]) => {
    expect(overlay(text, file === '' ? {} : { 'prod/gpus.yaml': file })).toEqual([
      'Deployment/serving/chat (line 1): 4 × kubernetes 1 GPU a unit',
      '  serves acme/support-8b',
      '  engine vllm',
      '  pod {}',
    ])
  })

  test('a selector of nodes is added', () => {
    const patch = merge.replace(/template:.*/, 'template: { spec: { nodeSelector: { pool: big } } }')
    expect(overlay('patches: [{ path: pool.yaml }]\n', { 'prod/pool.yaml': patch }).at(-1)).toBe(
      '  pod {"pool":"big"}',
    )
  })

  test.for([
    [
      'the object is deleted',
      '$patch: delete\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: chat }\n',
      [],
    ],
    [
      'its resources are emptied',
      merge.replace('limits: { nvidia.com/gpu: 1 }', 'limits: { nvidia.com/gpu: null }'),
      [],
    ],
    [
      'its containers are replaced by none',
      merge.replace('{ name: server,', '{ $patch: delete, name: server,'),
      [],
    ],
  ] as const)('%s', ([, patch, expected]) => {
    expect(overlay('patches: [{ path: less.yaml }]\n', { 'prod/less.yaml': patch })).toEqual(expected)
  })

  test('what is meant for something else changes nothing', () => {
    const text = 'patches: [{ path: gpus.yaml, target: { kind: StatefulSet } }]\n'
    expect(overlay(text, { 'prod/gpus.yaml': operations })[0]).toBe(PLAIN)
    expect(
      overlay('patches: [{ path: gpus.yaml, target: { labelSelector: app=web } }]\n', {
        'prod/gpus.yaml': operations,
      })[0],
    ).toBe(PLAIN)
    expect(
      overlay('patches: [{ path: gpus.yaml, target: { name: c.*x } }]\n', {
        'prod/gpus.yaml': operations,
      })[0],
    ).toBe(PLAIN)
  })

  test('the line is that of the value that decides', () => {
    const texts = {
      ...BASE,
      'prod/gpus.yaml': merge,
      'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: gpus.yaml }]\n',
    }
    const files = Object.entries(texts).map(([path, text]) => [path, { path, text }] as const)
    expect(kubernetes.read(new Map(files), NO_SETUP).facts).toMatchObject([
      { at: { path: 'base/chat.yaml', line: 1 }, unitsAt: { path: 'prod/gpus.yaml', line: 5 } },
    ])
  })
})

test('labels of an overlay are tags, over those of the object', () => {
  const texts = {
    'prod/chat.yaml': deployment('chat').replace('namespace', 'labels: { team: base, app: chat }, namespace'),
    'prod/kustomization.yaml':
      'resources: [chat.yaml]\ncommonLabels: { team: support }\nlabels: [{ pairs: { env: prod } }]\n',
  }
  const files = Object.entries(texts).map(([path, text]) => [path, { path, text }] as const)
  expect(kubernetes.read(new Map(files), NO_SETUP).facts).toMatchObject([
    { tags: { team: 'support', app: 'chat', env: 'prod' } },
  ])
})

test('an image by another name', () => {
  const images = 'images: [{ name: vllm/vllm-openai, newName: lmsysorg/sglang, newTag: v1 }]\n'
  expect(overlay(images)).toContain('  engine sglang')
})

test('components change what the overlay holds', () => {
  const component = `kind: Component\nresources: [extra.yaml]\npatches:\n  - target: { name: chat }\n    patch: |\n      - { op: add, path: /spec/replicas, value: 1 }\n`
  const lines = overlay('components: [../component]\n', {
    'component/kustomization.yaml': component,
    'component/extra.yaml': deployment('extra'),
  })
  expect(lines.filter(line => line.includes('×'))).toEqual([
    'Deployment/serving/chat (line 1): 2 × kubernetes 1 GPU a unit',
    'Deployment/serving/extra (line 1): 6 × kubernetes 1 GPU a unit',
  ])
})

test('an autoscaler of the overlay scales what the base declares', () => {
  const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: chat }
spec: { scaleTargetRef: { kind: Deployment, name: chat }, minReplicas: 1, maxReplicas: 9 }
`
  const text = 'namePrefix: eu-\n'
  const files = { 'prod/hpa.yaml': scaler }
  const lines = takesTogether({
    ...BASE,
    ...files,
    'prod/kustomization.yaml': `resources: [../base, hpa.yaml]\n${text}`,
  })
  expect(lines[0]).toBe('Deployment/serving/eu-chat (line 1): 2/6/18 × kubernetes 1 GPU a unit')
})

test('what is not analyzed is said: loudly where it may take something', () => {
  const text =
    'resources: [../base, "https://github.com/acme/serving//deploy?ref=v1"]\nhelmCharts: [{ name: vllm }]\nsecretGenerator: [{ name: token }]\n'
  const lines = takesTogether({ ...BASE, 'prod/kustomization.yaml': text })
  expect(lines.at(-1)).toBe(
    '! prod/kustomization.yaml:1 Not analyzed in this overlay: `https://github.com/acme/serving//deploy?ref=v1`, `helmCharts`, `secretGenerator`.',
  )
})

test('a folder whose kustomization is not found is said to be that', () => {
  const files = { ...BASE, 'prod/kustomization.yaml': 'resources: [../base, ../monitoring, notes.yaml]\n' }
  expect(takesTogether(files).at(-1)).toBe(
    '! prod/kustomization.yaml:1 Not analyzed in this overlay: `../monitoring`.',
  )
})

test('overlays without accelerators are none of our business', () => {
  const web = deployment('web').replace('nvidia.com/gpu', 'cpu')
  expect(
    takesTogether({
      'web/web.yaml': web,
      'web/kustomization.yaml': 'resources: [web.yaml]\nhelmCharts: [{ name: x }]\n',
    }),
  ).toEqual([])
})

test.for([
  [
    'one after the other',
    '  - { target: { name: chat }, patch: "[{ op: add, path: /spec/replicas, value: 9 }]" }\n',
  ],
  ['deep', '  - { target: { name: chat }, patch: "spec: { template: { spec: { nodeName: x } } }" }\n'],
] as const)('thousands of patches %s are not analyzed', ([, patch]) => {
  expect(overlay(`patches:\n${patch.repeat(5_000)}`).at(-1)).toBe('  unresolved: it has too many patches')
})

test('a hundred patches of one container', () => {
  const patch =
    '  - { target: { name: chat }, patch: "spec: { template: { spec: { containers: [{ name: server, resources: { limits: { nvidia.com/gpu: 1 } } }] } } }" }\n'
  expect(overlay(`patches:\n${patch.repeat(100)}`)[0]).toContain('3 × kubernetes')
})

test('bases that only use each other do not hide what they hold', () => {
  const files = {
    'a/kustomization.yaml': 'resources: [../b, chat.yaml]\n',
    'a/chat.yaml': deployment('chat'),
    'b/kustomization.yaml': 'resources: [../a]\n',
  }
  expect(takesTogether(files)).toHaveLength(4)
})

test('overlays of themselves, and overlays that double, end', () => {
  const doubling = Array.from({ length: 18 }, (_, level) => [
    `level${level + 1}/kustomization.yaml`,
    `resources: [../level${level}, ../level${level}]\nnamePrefix: a\n`,
  ])
  const files = {
    'a/kustomization.yaml': 'resources: [../b, chat.yaml]\n',
    'a/chat.yaml': deployment('chat'),
    'b/kustomization.yaml': 'resources: [../a]\n',
    'top/kustomization.yaml': 'resources: [../a]\n',
    'level0/kustomization.yaml': 'resources: [x.yaml]\n',
    'level0/x.yaml': deployment('x'),
    ...Object.fromEntries(doubling),
  }
  const lines = takesTogether(files)
  expect(lines.filter(line => line.startsWith('!'))).toEqual([
    '! top/kustomization.yaml:1 This overlay has more than 20,000 objects or 20 levels: the others are not analyzed.',
    '! level18/kustomization.yaml:1 This overlay has more than 20,000 objects or 20 levels: the others are not analyzed.',
  ])
  expect(lines.some(line => line.includes('Deployment/serving/chat'))).toBe(true)
})
