import OpenAI from 'openai'
import { MODEL } from './models'

const client = new OpenAI()

export async function answer(question: string, chunks: Chunk[]) {
  const context = chunks.slice(0, 20).map(chunk => chunk.text).join('\n')
  return client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: `${context}\n${question}` }],
  })
}

export const translate = (text: string) =>
  client.chat.completions.create({ model: MODEL, messages: [{ role: 'user', content: text }] })
