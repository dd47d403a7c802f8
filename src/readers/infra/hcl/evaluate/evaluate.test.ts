import { describe, expect, test } from 'vitest'
import type { Value } from '../../value.ts'
import { known, unknownValue } from '../../value.ts'
import { parseHcl } from '../parser.ts'
import { newBudget, type Context } from './context.ts'
import { evaluate } from './evaluate.ts'

const HERE = { at: { path: 'main.tf', line: 1 }, source: 'literal', name: null } as const
const UNKNOWN = unknownValue('var.gone, which has no default', HERE)

/** Locals of the same text may be used; `var.gone` is unknown. */
function contextOf(text: string): Context {
  const { body, problems } = parseHcl(text)
  expect(problems).toEqual([])
  const context: Context = {
    file: { path: 'main.tf', text },
    source: { source: 'literal', name: null },
    names: new Map(),
    item: null,
    budget: newBudget(),
    resolve: (root, steps) => {
      const [first, ...rest] = steps
      const name = first?.key.kind === 'scalar' ? first.key.value : null
      const local = body.attributes.findLast(attribute => attribute.name === name)
      if (root === 'local' && local) return { value: evaluate(local.value, context), rest }
      return { value: UNKNOWN, rest: [] }
    },
  }
  return context
}

const valueOf = (expression: string, locals = ''): Value => {
  const text = `${locals}\nresult = ${expression}\n`
  const found = parseHcl(text).body.attributes.at(-1)
  return found ? evaluate(found.value, contextOf(text)) : known(null, HERE)
}

function shown(value: Value): unknown {
  if (value.kind === 'scalar') return value.value
  if (value.kind === 'list') return value.items.map(shown)
  if (value.kind === 'map')
    return Object.fromEntries([...value.entries].map(([key, item]) => [key, shown(item)]))
  return `${'failed' in value ? 'fails' : 'unknown'}: ${value.reason}`
}

const GONE = 'unknown: var.gone, which has no default'

describe('operators and templates', () => {
  test.for([
    ['1 + 2 * 3 - 4 / 2 % 3', 5],
    ['"2" * 3', 6],
    ['-"4"', -4],
    ['!"false"', true],
    ['1 < 2 && "a" == "a"', true],
    ['[1, { a = 2 }] == [1, { a = 2 }]', true],
    ['[1, 2] == [1, var.gone]', GONE],
    ['[1, 2] == [3, var.gone]', false],
    ['null == null', true],
    ['1 == "1"', false],
    ['false && var.gone', false],
    ['var.gone || true', true],
    ['true && var.gone', GONE],
    ['var.gone ? 1 : 2', GONE],
    ['true ? 1 : var.gone', 1],
    ['1 / 0', 'fails: 1 / 0, which has no result'],
    ['"a" + 1', 'fails: "a", which is no number'],
    ['"n-${1 + 1}-${true}"', 'n-2-true'],
    ['"n-${var.gone}"', GONE],
    ['"%{ if 1 > 0 }yes%{ else }no%{ endif }"', 'yes'],
    ['"%{ for k, v in { b = 2, a = 1 } }${k}${v} %{ endfor }"', 'a1 b2 '],
    ['"a${[1]}"', 'fails: a list, which is no text'],
  ] as const)('%s', ([expression, expected]) => {
    expect(shown(valueOf(expression))).toEqual(expected)
  })
})

describe('loops, splats and accesses', () => {
  test.for([
    ['[for x in [1, 2, 3] : x * 2 if x != 2]', [2, 6]],
    ['[for i, x in ["a", "b"] : "${i}${x}"]', ['0a', '1b']],
    ['{ for k, v in { b = 1, a = 2 } : upper(k) => v }', { A: 2, B: 1 }],
    ['{ for s in ["ab", "ac", "b"] : substr(s, 0, 1) => s... }', { a: ['ab', 'ac'], b: ['b'] }],
    ['[for x in [1, 2] : x if var.gone]', GONE],
    ['[for x in var.gone : x]', GONE],
    ['[for x in [1, var.gone] : x]', [1, GONE]],
    ['[for k, v in { "10" = 1, "9" = 2 } : k]', ['10', '9']],
    ['[{ a = { b = 1 } }, { a = { b = 2 } }][*].a.b', [1, 2]],
    ['null[*]', []],
    ['{ a = 1 }[*].a', [1]],
    ['var.gone[*].a', GONE],
    ['{ a = [1, { b = "x" }] }.a[1].b', 'x'],
    ['{ a = 1 }["a"]', 1],
    ['[1, 2]["1"]', 2],
    ['"abc".length', 'fails: "length" of a single value'],
    ['{}.constructor', 'fails: "constructor", which the map lacks'],
    ['[1][5]', 'fails: 5, which the list lacks'],
    ['[][-1]', 'fails: -1, which the list lacks'],
    ['null.a', 'fails: "a" of null'],
  ] as const)('%s', ([expression, expected]) => {
    expect(shown(valueOf(expression))).toEqual(expected)
  })
})

describe('functions', () => {
  test.for([
    ['merge({ n = 1 }, var.gone)', GONE],
    ['merge(var.gone, { n = 1 }).n', 1],
    ['merge({ n = 1 }, var.gone).n', GONE],
    ['merge({ a = 1, b = 1 }, null, { b = 2 })', { a: 1, b: 2 }],
    ['try(var.gone, 5)', GONE],
    ['try({}.a, [1][9], 5)', 5],
    ['try({ a = 1 }.a, 5)', 1],
    ['can({}.a)', false],
    ['can(var.gone)', GONE],
    ['lookup({}, "constructor", 7)', 7],
    ['lookup({}, "__proto__", 7)', 7],
    ['lookup({ a = 1 }, "a", 7)', 1],
    ['lookup(var.gone, "a", 7)', GONE],
    ['toset(["b", "a", "b"])', ['a', 'b']],
    ['toset([10, 9, 9])', [9, 10]],
    ['toset(["a", var.gone])', GONE],
    ['length(["a", var.gone])', 2],
    ['length({ a = 1 })', 1],
    ['length("😀a")', 2],
    ['coalesce(null, "", "x")', 'x'],
    ['coalesce(null, var.gone, "x")', GONE],
    ['coalescelist([], [1])', [1]],
    ['tonumber("12")', 12],
    ['tobool("yes")', 'fails: tobool("yes"), which has no result'],
    ['keys({ b = 1, a = var.gone })', ['a', 'b']],
    ['values({ b = 1, a = 2 })', [2, 1]],
    ['concat([1], [], [2])', [1, 2]],
    ['flatten([[1, [2]], [], 3])', [1, 2, 3]],
    ['flatten([var.gone])', GONE],
    ['element(["a", "b"], 3)', 'b'],
    ['contains(["a", "b"], "b")', true],
    ['contains(["a", var.gone], "b")', GONE],
    ['contains(["b", var.gone], "b")', true],
    ['max(1, "3", 2)', 3],
    ['min([2, 1]...)', 1],
    ['ceil(1.2) + floor(1.8)', 3],
    ['format("%s-%03d-%.1f%%", "a", 7, 0.25)', 'a-007-0.3%'],
    ['formatlist("%s.%s", "x", ["a", "b"])', ['x.a', 'x.b']],
    ['join("-", ["a", "b"], ["c"])', 'a-b-c'],
    ['split(",", "a,b")', ['a', 'b']],
    ['replace("a.b", ".", "-")', 'a-b'],
    ['replace("ml.g5.xlarge", "/^ml\\\\./", "")', 'g5.xlarge'],
    ['regex("^([a-z]+)([0-9]+)", "g5")', ['g', '5']],
    ['regex("^(?P<family>[a-z]+)", "g5").family', 'g'],
    ['regexall("[0-9]", "a1b2")', ['1', '2']],
    ['regex("(a+)+$", "aaaa")', 'unknown: regex(…) with a pattern that this version does not evaluate'],
    ['zipmap(["a", "b"], [1, 2])', { a: 1, b: 2 }],
    ['compact(["a", "", null])', ['a']],
    ['distinct(["b", "a", "b"])', ['b', 'a']],
    ['jsondecode(jsonencode({ a = [1, null] }))', { a: [1, null] }],
    ['one([])', null],
    ['one(["a"])', 'a'],
    ['range(3)', [0, 1, 2]],
    ['slice(["a", "b", "c"], 1, 3)', ['b', 'c']],
    ['sort(["b", "a"])', ['a', 'b']],
    [
      'setproduct(["a", "b"], [1])',
      [
        ['a', 1],
        ['b', 1],
      ],
    ],
    ['setunion(["b"], ["a", "b"])', ['a', 'b']],
    ['setsubtract(["a", "b"], ["b"])', ['a']],
    ['sum([1, 2.5])', 3.5],
    ['title("hello world")', 'Hello World'],
    ['trimprefix("ml.g5", "ml.")', 'g5'],
    ['parseint("ff", 16)', 255],
    ['transpose({ a = ["x", "y"], b = ["y"] })', { x: ['a'], y: ['a', 'b'] }],
    ['file("x.json")', 'unknown: file(…), which this version does not evaluate'],
    ['provider::acme::gpu("x")', 'unknown: provider::acme::gpu(…), which this version does not evaluate'],
  ] as const)('%s', ([expression, expected]) => {
    expect(shown(valueOf(expression))).toEqual(expected)
  })
})

describe('hostile expressions end', () => {
  const doubled = Array.from({ length: 40 }, (_, i) => `t${i + 1} = "\${local.t${i}}\${local.t${i}}"`).join(
    '\n',
  )
  const nested = Array.from({ length: 5_000 }, (_, i) => `n${i + 1} = [local.n${i}]`).join('\n')
  test.for([
    ['a text that doubles', 'local.t40', `t0 = "0123456789"\n${doubled}`],
    ['a list of lists of lists', 'jsonencode(local.n5000)', `n0 = []\n${nested}`],
    ['a sum of 100,000', `1${' + 1'.repeat(100_000)}`, ''],
    ['a huge range', 'range(1e12)', ''],
    ['a huge product', `setproduct(${Array(20).fill('range(100)').join(', ')})`, ''],
    ['loops in loops', `[for a in range(9000) : [for b in range(9000) : [for c in range(9000) : 1]]]`, ''],
    ['a local that is itself', 'local.self', 'self = local.self'],
    ['a long text joined often', 'join(local.t13, range(20000))', `t0 = "0123456789"\n${doubled}`],
    ['a long text that replaces', 'replace(local.t13, "0", local.t13)', `t0 = "0123456789"\n${doubled}`],
    [
      'a long text formatted often',
      'formatlist("%s", [for i in range(20000) : local.t13])',
      `t0 = "0123456789"\n${doubled}`,
    ],
    [
      'a long text encoded often',
      'toset([for i in range(20000) : "${i}${local.t13}"])',
      `t0 = "0123456789"\n${doubled}`,
    ],
    [
      'long texts that are compared often',
      '[for a in range(20000) : [for b in range(100) : "${local.t13}a" == "${local.t13}b"]]',
      `t0 = "0123456789"\n${doubled}`,
    ],
    ['lists that are made often', '[for a in range(20000) : try([for b in range(20000) : 1 / 0], 1)]', ''],
    ['a long chain of names in a loop', `[for a in range(20000) : try(a${'.b'.repeat(10_000)}, 1)]`, ''],
    [
      'patterns that go back and forth',
      '[for a in range(20000) : can(regex("a*a*a*b", "${a}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))]',
      '',
    ],
    ['padding', 'format("%999999999s", "a", "b")', ''],
  ] as const)('%s', ([, expression, locals]) => {
    expect(valueOf(expression, locals).kind).toBe('unknown')
  })
})
