import { bought } from '../testing.ts'
import { kubernetes } from './kubernetes.ts'

/** For tests. What one file takes. */
export const takes = (text: string, path = 'deploy/serving.yaml'): readonly string[] =>
  bought(kubernetes, { [path]: text })

/** For tests. What several files take. */
export const takesTogether = (texts: Readonly<Record<string, string>>): readonly string[] =>
  bought(kubernetes, texts)

/** For tests. A Deployment of a server on two GPUs. */
export const deployment = (name: string, more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: serving }
spec:
  replicas: 3
  template:
    spec:
${more}      containers:
        - name: server
          image: vllm/vllm-openai
          args: [--model, acme/support-8b]
          resources: { limits: { nvidia.com/gpu: "2" } }
`
