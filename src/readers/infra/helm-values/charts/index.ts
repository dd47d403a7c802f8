import type { Chart } from '../pods.ts'
import { kubeai } from './kubeai.ts'
import { modelService } from './model-service.ts'
import { ollama } from './ollama.ts'
import { oneServer } from './one-server.ts'
import { productionStack } from './production-stack.ts'
import { rayCluster } from './ray-cluster.ts'

/** Every chart whose values are known. */
export const charts: readonly Chart[] = [productionStack, kubeai, modelService, oneServer, ollama, rayCluster]
