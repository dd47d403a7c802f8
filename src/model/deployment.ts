import type { Deployment } from './fact.ts'

/** What the first part of a model's name says about who runs it: `hosted_vllm` is a machine of one's own. */
export const deploymentOf = (provider: string): Deployment =>
  SELF_HOSTED.has(provider) ? 'self-hosted' : 'on-demand'

/** Programs that run models on machines of one's own, as gateways name them. */
const SELF_HOSTED = new Set([
  'docker_model_runner',
  'hosted_vllm',
  'inference-pool',
  'infinity',
  'llamafile',
  'llama2',
  'lm_studio',
  'ollama',
  'ollama_chat',
  'oobabooga',
  'sgl',
  'sglang',
  'tgi',
  'triton',
  'vllm',
  'xinference',
])

/** Paid by the hour, by whoever owns the machines or units, and not by the token. */
export const isDedicated = (deployment: Deployment): deployment is 'self-hosted' | 'provisioned' =>
  deployment === 'self-hosted' || deployment === 'provisioned'
