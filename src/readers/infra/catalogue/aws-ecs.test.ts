import { expect, test } from 'vitest'
import { declare, said, unread } from './testing.ts'

const gpus = (...counts: readonly string[]) =>
  JSON.stringify(counts.map(value => ({ name: 'vllm', resourceRequirements: [{ type: 'GPU', value }] })))
const task = (container_definitions: unknown) =>
  declare('aws_ecs_task_definition.vllm', { family: 'vllm', container_definitions })
const service = declare('aws_ecs_service.vllm', {
  desired_count: 3,
  task_definition: unread('known after the apply', 'aws_ecs_task_definition.vllm'),
})

test('GPUs of all containers, for all tasks of the service', () => {
  expect(said(task(gpus('1', '2')), service)).toEqual(['9 × ? (accelerators)'])
})

test('a task that no service runs', () => {
  expect(said(task(gpus('1')))).toEqual(['? × ? (accelerators); how many tasks run is not stated'])
})

test.for([
  ['no GPU', JSON.stringify([{ name: 'web', resourceRequirements: null }])],
  ['a count that is none', gpus('many')],
  ['text that is no JSON', '[{'],
  ['very deep JSON', '['.repeat(100_000)],
  ['deep JSON that is valid', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['nothing at all', ''],
])('%s is nothing', ([, definitions]) => {
  expect(said(task(definitions), service)).toEqual([])
})
