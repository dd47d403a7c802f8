import { field, textOf } from '../../readers/json.ts'
import { testIdentity } from '../../readers/evals/test-identity.ts'

/**
 * A promptfoo row with what the gate needs and nothing else: no prompt, no answer, no variable. Its test is known
 * by the identity that the whole row had, so that it pairs with rows that were never imported.
 */
export function bareRow(): (row: unknown) => unknown {
  const one = shared()
  return row => {
    const id = identityOf(row)
    const response = responseOf(row)
    return {
      ...(id === undefined ? { testIdx: field(row, 'testIdx') } : {}),
      success: field(row, 'success'),
      failureReason: field(row, 'failureReason'),
      score: field(row, 'score'),
      namedScores: one(field(row, 'namedScores')),
      latencyMs: field(row, 'latencyMs'),
      prompt: one({ label: textOf(field(row, 'prompt', 'label')) }),
      provider: one({ id: providerId(row), label: textOf(field(row, 'provider', 'label')) }),
      testCase: { metadata: { testCaseId: id, critical: field(row, 'testCase', 'metadata', 'critical') } },
      ...(response === undefined ? { tokenUsage: tokensOf(field(row, 'tokenUsage')) } : { response }),
    }
  }
}

/** The same prompt a hundred thousand times is one prompt. */
function shared(): (named: unknown) => unknown {
  const known = new Map<string, unknown>()
  return named => {
    const key = JSON.stringify(named) ?? ''
    const same = known.get(key) ?? named
    if (known.size < 10_000) known.set(key, same)
    return same
  }
}

const providerId = (row: unknown) => textOf(field(row, 'provider', 'id')) ?? textOf(field(row, 'provider'))

/** A row that says nothing about its test is known by its place, which the reader counts. */
function identityOf(row: unknown): string | undefined {
  const says = [
    field(row, 'testCase', 'metadata', 'testCaseId'),
    field(row, 'testCase', 'vars'),
    field(row, 'vars'),
    field(row, 'testCase', 'assert'),
  ]
  return says.every(said => said === undefined) ? undefined : testIdentity(row, 0)
}

function responseOf(row: unknown): unknown {
  const response = field(row, 'response')
  if (response === undefined || response === null) return undefined
  const hasAnswer = field(response, 'output') !== undefined
  return {
    ...(hasAnswer ? { output: '' } : {}),
    cached: field(response, 'cached'),
    cost: field(response, 'cost') ?? field(row, 'cost'),
    tokenUsage: tokensOf(field(response, 'tokenUsage') ?? field(row, 'tokenUsage')),
  }
}

function tokensOf(usage: unknown): unknown {
  if (usage === undefined || usage === null) return undefined
  const details = field(usage, 'completionDetails')
  return {
    prompt: field(usage, 'prompt'),
    completion: field(usage, 'completion'),
    total: field(usage, 'total'),
    ...(details === undefined
      ? {}
      : {
          completionDetails: {
            cacheReadInputTokens: field(details, 'cacheReadInputTokens'),
            cacheCreationInputTokens: field(details, 'cacheCreationInputTokens'),
            reasoning: field(details, 'reasoning'),
          },
        }),
  }
}
