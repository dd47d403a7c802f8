/**
 * A stand-in for a model: the same answer to the same prompt, everywhere. Where the prompt says how to decide
 * between two labels it does so, elsewhere it takes the first word that it knows.
 */
export default class SupportBot {
  id() {
    return 'openai:chat:gpt-5-mini'
  }

  async callApi(prompt) {
    const ticket = prompt.split('Ticket: ').at(-1).toLowerCase()
    const guided = prompt.includes('not bug')
    const words = guided
      ? ['charge', 'invoice', 'refund', 'crash', 'fail', 'sign', 'password']
      : ['crash', 'fail', 'charge', 'invoice', 'refund', 'sign', 'password']
    const output = LABELS[words.find(word => ticket.includes(word))] ?? 'bug'
    const [input, answer] = [Math.ceil(prompt.length / 4), Math.ceil(output.length / 4)]
    return {
      output,
      tokenUsage: { total: input + answer, prompt: input, completion: answer, numRequests: 1 },
    }
  }
}

const LABELS = {
  charge: 'billing',
  invoice: 'billing',
  refund: 'billing',
  crash: 'bug',
  fail: 'bug',
  sign: 'access',
  password: 'access',
}
