import { expect, test } from 'vitest'
import { langgraph } from './langgraph.ts'

test.for([
  ['{"graphs": {"desk": "./src/desk.py:graph"}}', 'src/desk.py'],
  ['{"graphs": {"a": "./a.py:g", "b": {"path": "./b.py:g"}}}', 'a.py and 1 more'],
] as const)('%s says where its calls are', ([text, where]) => {
  const { facts, diagnostics } = langgraph.read({ path: 'langgraph.json', text })
  expect(facts).toStrictEqual([])
  expect(diagnostics).toMatchObject([
    {
      code: 'langgraph-in-code',
      severity: 'note',
      message: `A LangGraph application names no model: its calls are in ${where}.`,
      line: 1,
    },
  ])
})
