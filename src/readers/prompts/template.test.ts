import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PromptPart } from '../../model/fact.ts'
import { sketch } from './sketch.ts'
import { dialectOf } from './template/dialect.ts'
import type { Dialect } from './template.ts'
import { messagesOf, parseTemplate, partsOf } from './template.ts'

const parse = (dialect: Dialect, text: string) =>
  parseTemplate({ text, dialect, path: 'prompts/answer.j2', written: { line: 1, verbatim: true } })

const read = (dialect: Dialect, text: string) => {
  const template = parse(dialect, text)
  return { sketch: sketch(partsOf(template)), problems: template.diagnostics.map(each => each.message) }
}

describe('Jinja2, Nunjucks, Liquid', () => {
  test.for([
    ['a variable with filter and attribute', 'Hi {{ user.name | title }}!', 'Hi {user.name}!'],
    ['an index reads its root', '{{ docs[0].text }}', '{docs}'],
    ['a literal is text', '{{ "Hello" }} {{ 3 }}', 'Hello 3'],
    ['an if without else may send nothing', '{% if vip %}Be brief.{% endif %}', '(Be brief.|)'],
    ['one branch of several is sent', '{% if a %}A{% elif b %}B{% else %}C{% endif %}', '(A|B|C)'],
    ['a conditional expression is a choice', '{{ tone if tone else "kind" }}', '({tone}|kind)'],
    ['a loop', '{% for doc in docs %}- {{ doc.text }}\n{% endfor %}', '[docs: - {doc.text}\n]'],
    ['a loop with else', '{% for d in docs %}{{ d }}{% else %}none{% endfor %}', '([docs: {d}]|none)'],
    ['a loop counter is a digit', '{% for d in docs %}{{ loop.index }}.{% endfor %}', '[docs: 1.]'],
    ['a loop over messages is history', '{% for m in messages %}{{ m.role }}{% endfor %}', '<messages>'],
    ['a history variable', '{{ chat_history }}', '<chat_history>'],
    ['an order history is no conversation', '{{ order_history }}', '{order_history}'],
    ['an include', "{% include 'rules.md' %}", '+rules.md'],
    ['an include by name', '{% include tone_file %}', '{tone_file}'],
    ['an assignment sends nothing', '{% set n = 3 %}Go', 'Go'],
    ['a captured text counts where it is', '{% set s %}Be kind.{% endset %}{{ s }}', 'Be kind.'],
    ['a macro counts where it is', '{% macro f(x) %}<{{ x }}>{% endmacro %}{{ f(a) }}', '<{x}>'],
    ['raw text is not a template', '{% raw %}{{ x }} {% if %}{% endraw %}', '{{ x }} {% if %}'],
    ['a comment is not sent', 'Be {# why #}kind.', 'Be kind.'],
    ['a comment takes its line along', 'Be kind.\n  {# why #}\nBe brief.\n', 'Be kind.\nBe brief.\n'],
    ['white space control', 'a \n{%- if x -%}\n b \n{%- endif -%}\n c', 'a(b|)c'],
    ['Liquid', '{% unless vip %}{{ offer }}{% endunless %}{% assign a = 1 %}', '({offer}|)'],
    ['JSON in double braces is text', 'Answer {{"label": "x"}}', 'Answer {{"label": "x"}}'],
    ['names in any script', '{{ frage_größe }}', '{frage_größe}'],
    ['Semantic Kernel names', '{{$input}}', '{input}'],
  ] as const)('%s', ([, text, expected]) => {
    expect(read('jinja', text)).toEqual({ sketch: expected, problems: [] })
  })
})

describe('Handlebars and Mustache', () => {
  test.for([
    ['variables', '{{name}} {{{html}}} {{&raw}}', '{name} {html} {raw}'],
    ['a helper prints its argument', '{{json order indent=2}}', '{order}'],
    ['if and else', '{{#if vip}}A{{else if new}}B{{else}}C{{/if}}', '(A|B|C)'],
    ['unless', '{{#unless vip}}A{{/unless}}', '(A|)'],
    ['each', '{{#each items as |item|}}{{@index}} {{this.name}};{{/each}}', '[items: 1 {name};]'],
    ['with changes nothing', '{{#with user}}{{name}}{{/with}}', '{name}'],
    ['a section repeats', '{{#orders}}{{id}},{{/orders}}', '[orders: {id},]'],
    ['an inverted section may send nothing', '{{^orders}}none{{/orders}}', '(none|)'],
    ['a helper block is a choice', '{{#ifEquals lang "de"}}A{{else}}B{{/ifEquals}}', '(A|B)'],
    ['a partial', '{{> shared/rules tone=tone}}', '+shared/rules'],
    ['comments', 'Be {{! a }}kind{{!-- {{b}} --}}.', 'Be kind.'],
    ['tags alone on a line take it along', '{{#if a}}\nA\n{{/if}}\nB\n', '(A\n|)B\n'],
    ['white space control', 'a {{~name~}} b', 'a{name}b'],
    ['media', '{{media url=photo}}', '@image'],
    ['history', '{{history}}', '<history>'],
  ] as const)('%s', ([, text, expected]) => {
    expect(read('handlebars', text)).toEqual({ sketch: expected, problems: [] })
  })

  test('roles cut the template into messages', () => {
    const template = parse('handlebars', '{{role "system"}}\nBe kind.\n{{role "user"}}{{question}}')
    expect(messagesOf(template, 'user').map(({ role, parts }) => [role, sketch(parts)])).toEqual([
      ['system', '\nBe kind.\n'],
      ['user', '{question}'],
    ])
  })
})

describe('other dialects', () => {
  test.for([
    ['f-string', 'Hi {user.name!r}, {{not}} {n:>3} { "a": 1 }', 'Hi {user.name}, {not} {n} { "a": 1 }'],
    ['braces', '{% if x %}{{ name }}{# a #}', '{% if x %}{name}{# a #}'],
    ['none', '{{ name }}', '{{ name }}'],
  ] as const)('%s', ([dialect, text, expected]) => {
    expect(read(dialect, text)).toEqual({ sketch: expected, problems: [] })
  })

  test.for([
    ['prompts/a.j2', '', 'jinja'],
    ['prompts/a.jinja2.md', '', 'jinja'],
    ['prompts/a.hbs', '', 'handlebars'],
    ['prompts/a.txt', '{%- if x %}', 'jinja'],
    ['prompts/a.txt', '{{#if x}}', 'handlebars'],
    ['prompts/a.md', '# Title {#anchor}\n{{ x }} is 5 {% of', 'braces'],
  ] as const)('%s with %j is %s', ([path, text, dialect]) => {
    expect(dialectOf(path, text)).toBe(dialect)
  })
})

describe('lines', () => {
  test('parts know their line of the file', () => {
    const parts = partsOf(parse('jinja', 'a\n{{ b }}\n\n{% if c %}\nd {{ e }}{% endif %}'))
    expect(parts.map(part => part.line)).toEqual([1, 2, 2, 4])
  })

  test('a text that is not written line by line stays on its first line', () => {
    const written = { line: 7, verbatim: false }
    const template = parseTemplate({
      text: 'a\n{{ b }}',
      dialect: 'braces',
      path: 'chat.prompt.yml',
      written,
    })
    expect(partsOf(template).map(part => part.line)).toEqual([7, 7])
  })
})

describe('templates that make no sense', () => {
  test.for([
    ['{{ name', '{{ name', '"{{" is never closed'],
    ['a\n{% if x %}b', 'a\n(b|)', '"if" is never closed'],
    ['a{% endfor %}b', 'ab', '"for" is closed but never opened'],
  ] as const)('%j keeps its text and says why', ([text, expected, reason]) => {
    expect(read('jinja', text)).toEqual({
      sketch: expected,
      problems: [`The template cannot be read as written: ${reason}.`],
    })
  })

  test('the warning says where and what to do', () => {
    expect(parse('jinja', 'a\n{% if x %}b').diagnostics).toMatchInlineSnapshot(`
      [
        {
          "code": "template-syntax",
          "hint": "What could not be read counts as plain text. Fix the template if it is not meant literally.",
          "line": 2,
          "message": "The template cannot be read as written: "if" is never closed.",
          "path": "prompts/answer.j2",
          "severity": "warning",
        },
      ]
    `)
  })

  test('any text can be read in any dialect', () => {
    const pieces = [
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      'if',
      'for x in y',
      'endif',
      'else',
      '#each',
      '/',
      '>',
      '~',
      '-',
      '"',
      '\n',
      ' ',
      'x',
    ]
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), {
      maxLength: 60,
    })
    const dialect = fc.constantFrom<Dialect>('jinja', 'handlebars', 'braces', 'f-string', 'none')
    fc.assert(
      fc.property(dialect, text, (dialect, pieces) => {
        const template = parse(dialect, pieces.join(''))
        expect(template.segments.length).toBeGreaterThan(0)
        for (const problem of template.diagnostics) expect(problem.line).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  test.for([
    ['openers', '{{'.repeat(200_000)],
    ['blocks', '{% if x %}'.repeat(40_000)],
    ['blocks, closed', '{% if x %}'.repeat(20_000) + '{{ y }}'.repeat(20_000) + '{% endif %}'.repeat(20_000)],
    ['raw blocks', '{% raw %}'.repeat(40_000) + 'endraw'],
    ['tags on one line', '{{ x }}'.repeat(60_000)],
  ] as const)('endless %s are read, and not too deep', ([, text]) => {
    const parts = partsOf(parse('jinja', text))
    expect(depthOf(parts)).toBeLessThanOrEqual(41)
  })
})

const depthOf = (parts: readonly PromptPart[]): number =>
  1 +
  Math.max(
    0,
    ...parts.slice(0, 100).map(part => (part.kind === 'choice' ? Math.max(...part.options.map(depthOf)) : 0)),
  )
