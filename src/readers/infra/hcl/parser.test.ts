import { describe, expect, test } from 'vitest'
import type { Body, Expression, TemplatePart } from './ast.ts'
import { parseHcl } from './parser.ts'

const valueOf = (written: string): Expression => {
  const { body, problems } = parseHcl(`value = ${written}\n`)
  expect(problems).toEqual([])
  const [attribute] = body.attributes
  if (attribute === undefined) throw new Error('no attribute')
  return attribute.value
}

describe('expressions', () => {
  test.for([
    ['numbers', '1.5e3', '1500'],
    ['keywords', '[true, false, null]', '[true, false, null]'],
    [
      'strings with escapes',
      String.raw`"a\"b\\c\n\u00e9 $${'$'}{x} %%{y} 100%"`,
      JSON.stringify('a"b\\c\né ${x} %{y} 100%'),
    ],
    ['a lone interpolation keeps its value', '"${var.count}"', 'var.count'],
    ['templates', '"a-${var.b}-c"', '"a-" ~ var.b ~ "-c"'],
    ['trim marks', '"a  ${~ b ~}  c"', '"a" ~ b ~ "c"'],
    [
      'directives',
      '"%{ if a }x%{ else }y%{ endif }%{ for k, v in m }${v}%{ endfor }"',
      'if(a, "x", "y") ~ for(k,v in m, v)',
    ],
    ['objects', '{ a = 1, "b" : 2, (c) = 3 }', '{"a": 1, "b": 2, c: 3}'],
    ['objects on several lines', '{\n  a = 1 # one\n\n  b = 2,\n  for = 3\n}', '{"a": 1, "b": 2, "for": 3}'],
    ['tuples with a last comma', '[\n  1,\n  2,\n]', '[1, 2]'],
    [
      'for over a list',
      '[for s in var.list : upper(s) if s != ""]',
      '[for s in var.list: upper(s) if (s != "")]',
    ],
    ['for over a map', '{for k, v in m : k => v...}', '[for k,v in m: k => v...]'],
    ['precedence', 'a || b && 1 + 2 * -3 == x', '(a || (b && ((1 + (2 * (-3))) == x)))'],
    ['conditionals', 'a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['parentheses over lines', '(\n  1 +\n  2\n) * 3', '((1 + 2) * 3)'],
    ['calls', 'merge({}, provider::acme::tags(x)...)', 'merge({}, provider::acme::tags(x)...)'],
    ['calls of lists', 'max(list...)', 'max(list...)'],
    ['indexes', 'a["k"][0].b', 'a["k"][0].b'],
    ['legacy indexes', 'a.0.1.b', 'a[0][1].b'],
    ['splats take all that follows', 'a[*].b[0].c', 'a[* | .b[0].c]'],
    ['attribute splats end at an index', 'a.*.b[0]', 'a[* | .b][0]'],
    ['braces inside an interpolation', '"${{ a = "}" }.a}"', '{"a": "}"}.a'],
  ] as const)('%s', ([, written, expected]) => {
    expect(shown(valueOf(written))).toBe(expected)
  })

  test.for([
    ['plain', '<<EOT\n  a ${b}\n c\nEOT', '"  a " ~ b ~ "\\n" ~ " c\\n"'],
    [
      'indented: the smallest indentation goes',
      '<<-EOT\n    a\n\n      ${b}\n    EOT',
      '"a\\n" ~ "\\n" ~ "  " ~ b ~ "\\n"',
    ],
    [
      'a line that starts with a value has no indentation',
      '<<-EOT\n    a\n${b}\n    EOT',
      '"    a\\n" ~ b ~ "\\n"',
    ],
    ['the tag inside a line does not end it', '<<EOT\nEOT is near\nEOT', '"EOT is near\\nEOT"'],
  ] as const)('heredoc, %s', ([, written, expected]) => {
    const value = valueOf(written)
    expect(value.kind === 'template' ? shown(value) : expected).toBe(expected)
  })

  test('a heredoc without values is a string', () => {
    expect(valueOf('<<-SCRIPT\n    #!/bin/sh\n      serve --port 80\n    SCRIPT')).toMatchObject({
      kind: 'literal',
      value: '#!/bin/sh\n  serve --port 80\n',
    })
  })
})

describe('bodies', () => {
  test('hold attributes and blocks with their lines', () => {
    const { body, problems } = parseHcl(
      '# head\nresource "aws_instance" "gpu" {\n  count = 2\n\n  tags { "Name" = "vllm" }\n}\nmodule x {}\n',
    )
    expect(problems).toEqual([])
    expect(outline(body)).toMatchInlineSnapshot(`
      "2 resource aws_instance gpu
        3 count = 2
        5 tags
          5 Name = "vllm"
      7 module x"
    `)
  })

  test('positions name the text', () => {
    const text = 'a = 1\nlong = merge(\n  var.one,\n  2,\n)\n'
    const { span } = parseHcl(text).body.attributes[1]?.value ?? valueOf('1')
    expect([span.line, text.slice(span.start, span.end)]).toEqual([2, 'merge(\n  var.one,\n  2,\n)'])
  })

  test('Windows line ends and a byte order mark change nothing', () => {
    const text = 'a {\n  b = <<-X\n    one\n  X\n  c = 1\n}\n'
    const windows = parseHcl(`\uFEFF${text.replaceAll('\n', '\r\n')}`)
    expect(windows.problems).toEqual([])
    expect(outline(windows.body)).toBe(outline(parseHcl(text).body).replace('one\\n', 'one\\r\\n'))
  })
})

describe('what cannot be read', () => {
  test('costs its line, not the file', () => {
    const { body, problems } = parseHcl(
      'resource "a" "broken" {\n  count = (1\n  size = "x"\n}\nresource "a" "good" {\n  count = 2\n}\n',
    )
    expect(problems).toEqual([{ message: 'expected ")", found "size"', line: 3 }])
    expect(outline(body)).toMatchInlineSnapshot(`
      "1 resource a broken (damaged)
      5 resource a good
        6 count = 2"
    `)
  })

  test('a forgotten brace ends at the next top-level block', () => {
    const { body, problems } = parseHcl(
      'resource "a" "open" {\n  disk {\n    size = 1\n  }\n\nresource "a" "good" {\n}\n',
    )
    expect(problems).toEqual([
      { message: 'expected the "}" of the block in line 1, found "resource"', line: 6 },
    ])
    expect(body.blocks.map(block => block.body.damaged)).toEqual([true, false])
  })

  test.for([
    ['a = ', 'expected a value, found the end of the file'],
    ['a = 1 2', 'expected the end of the line, found "2"'],
    ['a = [1, 2', 'expected "]", found the end of the file'],
    ['a = "open\n', 'expected the end of the string, found a string that is not closed on its line'],
    ['a = "${b', 'expected "}" after the value, found a string, heredoc or ${ that is never closed'],
    [
      'a = <<EOT\nnever\nends',
      'expected the end of the string, found a string, heredoc or ${ that is never closed',
    ],
    ['a = "%{ if b }x"', 'expected "%{ endif }", found """'],
    ['}', 'expected an attribute or a block, found "}"'],
    ['resource "a"', 'expected "{" or "=" after "resource", found the end of the file'],
    ['a = 1 /* b', 'expected the end of the line, found a comment that is never closed'],
    ['a = 1\nb = 2\na = 3', '"a" is set twice'],
    ['a = @', 'expected a value, found the character "@"'],
  ] as const)('%j: %s', ([written, message]) => {
    expect(parseHcl(written).problems.map(problem => problem.message)).toEqual([message])
  })

  test.for([
    ['parentheses', 'a = ' + '('.repeat(20_000)],
    ['closed lists', 'a = ' + '['.repeat(20_000) + ']'.repeat(20_000)],
    ['lists over lines', 'a = ' + '[\n'.repeat(20_000)],
    ['objects', 'a = ' + '{b='.repeat(20_000)],
    ['minus signs', 'a = ' + '-'.repeat(50_000) + '1'],
    ['interpolations', 'a = ' + '"${'.repeat(20_000)],
    ['conditionals', 'a = ' + '1 ? '.repeat(20_000)],
    ['directives', 'a = "' + '%{ if b }'.repeat(20_000) + '"'],
    ['open strings', 'a = "' + 'x'.repeat(1_000_000)],
    ['a megabyte of dollars', 'a = "' + '$'.repeat(1_000_000)],
    ['an open heredoc', 'a = <<X\n' + 'x\n'.repeat(300_000)],
    ['one word', 'w'.repeat(1_000_000)],
    ['a huge file', 'a'.repeat(3_000_000)],
  ] as const)('endless %s are one problem, not a crash', ([, text]) => {
    expect(parseHcl(text).problems.length).toBe(1)
  })

  test('endless blocks are problems, not a crash', () => {
    const { problems } = parseHcl('b {\n'.repeat(20_000))
    expect(problems.length).toBe(20)
    expect(problems[0]).toEqual({ message: 'nested more than 100 levels deep', line: 101 })
  })

  test.for([
    ['spaces', 'a = 1' + ' '.repeat(1_000_000)],
    ['one number', 'a = ' + '9'.repeat(1_000_000)],
    ['a chain', 'a = b' + '.c'.repeat(100_000)],
    ['a sum', 'a = 1' + ' + 1'.repeat(100_000)],
    ['a list on one line', 'a = [' + '1, '.repeat(200_000) + ']'],
    ['comments', '#\n'.repeat(500_000)],
    ['a heredoc of dollars', 'a = <<X\n' + '$'.repeat(1_000_000) + '\nX\n'],
  ] as const)('endless %s are read', ([, text]) => {
    expect(parseHcl(text).problems).toEqual([])
  })
})

function outline(body: Body, indent = ''): string {
  const attributes = body.attributes.map(
    ({ name, value, span }) => `${indent}${span.line} ${name} = ${shown(value)}`,
  )
  const blocks = body.blocks.flatMap(({ type, labels, span, body }) => [
    `${indent}${[span.line, type, ...labels].join(' ')}${body.damaged ? ' (damaged)' : ''}`,
    ...[outline(body, `${indent}  `)].filter(Boolean),
  ])
  return [...attributes, ...blocks].join('\n')
}

/** An expression with its structure made visible. */
function shown(value: Expression): string {
  switch (value.kind) {
    case 'literal':
      return JSON.stringify(value.value)
    case 'template':
      return value.parts.map(shownPart).join(' ~ ')
    case 'tuple':
      return `[${value.items.map(shown).join(', ')}]`
    case 'object':
      return `{${value.entries.map(({ key, value }) => `${shown(key)}: ${shown(value)}`).join(', ')}}`
    case 'for': {
      const key = value.key === null ? '' : `${shown(value.key)} => `
      const condition = value.condition === null ? '' : ` if ${shown(value.condition)}`
      const result = `${key}${shown(value.value)}${value.groups ? '...' : ''}`
      return `[for ${value.names.join(',')} in ${shown(value.over)}: ${result}${condition}]`
    }
    case 'variable':
      return value.name
    case 'invalid':
      return '?'
    default:
      return shownOperation(value)
  }
}

type Simple = 'literal' | 'template' | 'tuple' | 'object' | 'for' | 'variable' | 'invalid'

function shownOperation(value: Exclude<Expression, { kind: Simple }>): string {
  switch (value.kind) {
    case 'call':
      return `${value.name}(${value.args.map(shown).join(', ')}${value.expandsLast ? '...' : ''})`
    case 'attribute':
      return `${shown(value.of)}.${value.name}`
    case 'index':
      return `${shown(value.of)}[${shown(value.index)}]`
    case 'splat':
      return `${shown(value.of)}[* | ${shown(value.each)}]`
    case 'item':
      return ''
    case 'unary':
      return `(${value.operator}${shown(value.operand)})`
    case 'binary':
      return `(${shown(value.left)} ${value.operator} ${shown(value.right)})`
    case 'conditional':
      return `(${shown(value.condition)} ? ${shown(value.whenTrue)} : ${shown(value.whenFalse)})`
  }
}

function shownPart(part: TemplatePart): string {
  const all = (parts: readonly TemplatePart[]) => parts.map(shownPart).join(' ~ ')
  if (part.kind === 'text') return JSON.stringify(part.text)
  if (part.kind === 'interpolation') return shown(part.value)
  if (part.kind === 'if') return `if(${shown(part.condition)}, ${all(part.whenTrue)}, ${all(part.whenFalse)})`
  return `for(${part.names.join(',')} in ${shown(part.over)}, ${all(part.parts)})`
}
