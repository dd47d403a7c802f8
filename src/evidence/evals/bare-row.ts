import { field, textOf } from '../../readers/evals/json.ts'
import { testIdentity } from '../../readers/evals/test-identity.ts'

/**
 * A promptfoo row with what the gate needs and nothing else: no prompt, no answer, no variable. Its test is known
 * by the identity that the whole row had, so that it pairs with rows that were never imported.
 */
export function bareRow(): (row: unknown) => unknown {
  const one = shared()
  return row => ({
    testIdx: field(row, 'testIdx'),
    success: field(row, 'success'),
    failureReason: field(row, 'failureReason'),
    score: field(row, 'score'),
    namedScores: field(row, 'namedScores'),
    latencyMs: field(row, 'latencyMs'),
    prompt: { label: one(field(row, 'prompt', 'label')) },
    provider: { id: one(providerId(row)), label: one(field(row, 'provider', 'label')) },
    testCase: {
      metadata: { testCaseId: identityOf(row), critical: field(row, 'testCase', 'metadata', 'critical') },
    },
    response: responseOf(row),
    tokenUsage: tokensOf(field(row, 'tokenUsage')),
  })
}

/** The same text a hundred thousand times is one text. */
function shared(): (text: unknown) => unknown {
  const known = new Map<string, string>()
  return text => {
    if (typeof text !== 'string') return undefined
    const same = known.get(text)
    if (same !== undefined) return same
    if (known.size < 10_000) known.set(text, text)
    return text
  }
}

const providerId = (row: unknown) => textOf(field(row, 'provider', 'id')) ?? field(row, 'provider')

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
    tokenUsage: tokensOf(field(response, 'tokenUsage')),
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
