import { existsSync } from 'node:fs'
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import type { SourceFile } from '../reader.ts'
import { agents } from './index.ts'

const FIXTURES: Readonly<Record<string, SourceFile>> = {
  dify: {
    path: 'apps/Refund desk.yml',
    text: 'app: {mode: workflow}\nkind: app\nworkflow:\n  graph: {nodes: []}\n',
  },
  n8n: {
    path: 'automation/n8n/refunds.json',
    text: '{"nodes": [{"type": "@n8n/n8n-nodes-langchain.agent"}], "connections": {}}',
  },
  flowise: {
    path: 'flows/Refund Chatflow.json',
    text: '{"nodes": [{"data": {"baseClasses": [], "inputAnchors": []}}], "edges": []}',
  },
  crewai: {
    path: 'src/crew/config/agents.yaml',
    text: 'clerk:\n  role: Clerk\n  goal: Answer\n  backstory: Patient\n',
  },
  langgraph: { path: 'langgraph.json', text: '{"graphs": {"desk": "./src/desk.py:graph"}}' },
  'claude-agent': {
    path: '.claude/agents/reviewer.md',
    text: '---\nname: reviewer\nmodel: opus\n---\nReview.',
  },
}

test.for(agents)('$id finds its files, recognizes them, and has its page', reader => {
  const file = FIXTURES[reader.id] ?? { path: '', text: '' }
  expect(picomatch.isMatch(file.path, [...reader.files], { dot: true })).toBe(true)
  expect(reader.sniff(file)).toBe(true)
  expect(existsSync(new URL(`./${reader.id}.md`, import.meta.url))).toBe(true)
})

const ODD = [
  '',
  '{',
  '[]',
  'null',
  '\0',
  '"{{',
  '[[[]]]',
  '{"nodes": 3, "connections": [], "edges": {}, "graphs": []}',
  '{"nodes": [null, 1, {"data": 1}, {"type": "constructor", "name": "__proto__"}], "connections": {"a": {"main": [null]}}}',
  'kind: app\nworkflow: {graph: {nodes: [{data: {type: llm}}, {data: {type: toString}}, 7]}}',
  'kind: app\nmodel_config: {model: {}}',
  'a: {role: [], goal: {}, backstory: 1}\nb: 3',
  `{"graphs": ${'['.repeat(5000)}`,
]

test.for(agents)('$id survives any text', reader => {
  for (const text of ODD) expect(() => reader.read({ path: 'odd.json', text })).not.toThrow()
})

test('an agent of a developer tool serves no request of the product', () => {
  const reader = agents.find(({ id }) => id === 'claude-agent')
  const file = FIXTURES['claude-agent']
  expect(file && reader?.read(file)).toStrictEqual({ facts: [], diagnostics: [] })
})
