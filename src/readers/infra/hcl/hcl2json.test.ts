import { parse } from '@cdktf/hcl2json'
import { expect, test } from 'vitest'
import { compare } from '../../../../scripts/compare-hcl/disagreements.ts'
import { outlineOf } from '../../../../scripts/compare-hcl/outline.ts'

/** HashiCorp's own parser is the judge: https://github.com/tmccombs/hcl2json */
test.for([
  [
    'blocks, labels and nested blocks',
    `resource "aws_eks_node_group" "gpu" {
  instance_types = ["g5.xlarge", "g5.2xlarge",]
  scaling_config {
    min_size = 0
    max_size = -1.5e2
  }
  dynamic "taint" {
    for_each = var.taints
    content { key = taint.value }
  }
}
resource "aws_eks_node_group" "cpu" {}
locals { mixed = { a : 1, "b" = [true, null], (var.k) = 2 } }
`,
  ],
  [
    'strings and escapes',
    String.raw`a = "tab\t quote\" unicode \u00e9 dollars $${'$'}{kept} percent %%{kept} 100%"
b = "\${upper("in ${'$'}{var.x}")}-end"
c = "%{ if var.on ~} on %{ else }off%{ endif }"
`.replaceAll('\\${', '${'),
  ],
  [
    'heredocs',
    `a = <<EOT
  kept
EOT is near
EOT
b = <<-SCRIPT
    #!/bin/sh
      vllm serve \${var.model} --port 80

    done
    SCRIPT
c = [<<-ONE
  1
ONE
, 2]
`,
  ],
  [
    'expressions',
    `a = var.on && !var.off || 1 + 2 * 3 >= 7 ? "yes" : (
  "no"
)
b = [for k, v in var.m : upper(k) if v != null]
c = { for p in local.pools : p.name => p... }
d = aws_instance.gpu[*].id
e = aws_instance.gpu.0.id
f = merge({}, local.list...)
`,
  ],
] as const)('%s are read as HashiCorp reads them', async ([, text]) => {
  const { compared, disagreements } = compare(outlineOf(text), await parse('main.tf', text))
  expect(disagreements).toEqual([])
  expect(compared).toBeGreaterThan(2)
})

test.for([
  ['an attribute that is set twice', 'a = 1\na = 2\n'],
  ['an open list', 'a = [1\nb = 2\n'],
  ['a value on the next line', 'a =\n1\n'],
  ['two values', 'a = 1 2\n'],
] as const)('%s is refused by both', async ([, text]) => {
  expect(() => outlineOf(text)).toThrow('line')
  await expect(parse('main.tf', text)).rejects.toThrow('parse config')
})

test('a difference is found', () => {
  expect(compare({ a: 1, b: [1, 2], c: 'x' }, { a: 1, b: [1, 3], d: 'x' }).disagreements).toEqual([
    '/b/1: 2 is 3',
    '/c: "x" is undefined',
    '/d: undefined is "x"',
  ])
})
