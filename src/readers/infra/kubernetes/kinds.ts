import type { Kind } from './kind.ts'
import { inferenceService } from './kinds/inference-service.ts'
import { cronJob, job, jobSet, kubeflowJob, trainJob, volcanoJob } from './kinds/jobs.ts'
import { kaitoInferenceSet, kaitoWorkspace } from './kinds/kaito.ts'
import { kubeaiModel } from './kinds/kubeai.ts'
import { leaderWorkerSet } from './kinds/leader-worker-set.ts'
import { llmInferenceService } from './kinds/llm-inference-service.ts'
import { nimPipeline, nimService } from './kinds/nim.ts'
import { rayCluster, rayJob, rayService } from './kinds/ray.ts'
import { daemonSet, knativeService, pod, replicated } from './kinds/replicated.ts'
import { eksctlCluster } from './pools/eksctl.ts'
import { karpenterPool } from './pools/karpenter.ts'
import { aksPool, eksGroup, gkePool } from './pools/node-groups.ts'
import type { Manifest } from './manifest.ts'

/** How an object is read; null: its kind takes nothing, or is not known. */
export const kindOf = ({ group, kind }: Manifest): Kind | null => READ.get(`${group}/${kind}`) ?? null

/** Kinds that other objects refer to, and that take nothing themselves. */
export const JOINED: readonly string[] = [
  'HorizontalPodAutoscaler',
  'ScaledObject',
  'Namespace',
  'ServingRuntime',
  'ClusterServingRuntime',
  'LLMInferenceServiceConfig',
  'EC2NodeClass',
  'AKSNodeClass',
]

/** Kinds that may take accelerators without naming one as a resource. */
export const TELLING: readonly string[] = [
  'InferenceService',
  'LLMInferenceService',
  'NIMService',
  'NIMPipeline',
  'Workspace',
  'InferenceSet',
  'Model',
  'NodePool',
  'Provisioner',
  'ClusterConfig',
  'ContainerNodePool',
  'ManagedClustersAgentPool',
  'NodeGroup',
]

const READ: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['apps/Deployment', replicated],
  ['apps/StatefulSet', replicated],
  ['apps/ReplicaSet', replicated],
  ['apps/DaemonSet', daemonSet],
  ['argoproj.io/Rollout', replicated],
  ['/ReplicationController', replicated],
  ['/Pod', pod],
  ['batch/Job', job],
  ['batch/CronJob', cronJob],
  ['jobset.x-k8s.io/JobSet', jobSet],
  ['batch.volcano.sh/Job', volcanoJob],
  ['kubeflow.org/PyTorchJob', kubeflowJob],
  ['kubeflow.org/MPIJob', kubeflowJob],
  ['kubeflow.org/TFJob', kubeflowJob],
  ['kubeflow.org/JAXJob', kubeflowJob],
  ['trainer.kubeflow.org/TrainJob', trainJob],
  ['serving.knative.dev/Service', knativeService],
  ['leaderworkerset.x-k8s.io/LeaderWorkerSet', leaderWorkerSet],
  ['serving.kserve.io/InferenceService', inferenceService],
  ['serving.kserve.io/LLMInferenceService', llmInferenceService],
  ['apps.nvidia.com/NIMService', nimService],
  ['apps.nvidia.com/NIMPipeline', nimPipeline],
  ['ray.io/RayCluster', rayCluster],
  ['ray.io/RayService', rayService],
  ['ray.io/RayJob', rayJob],
  ['kaito.sh/Workspace', kaitoWorkspace],
  ['kaito.sh/InferenceSet', kaitoInferenceSet],
  ['kubeai.org/Model', kubeaiModel],
  ['karpenter.sh/NodePool', karpenterPool],
  ['karpenter.sh/Provisioner', karpenterPool],
  ['eksctl.io/ClusterConfig', eksctlCluster],
  ['container.cnrm.cloud.google.com/ContainerNodePool', gkePool],
  ['containerservice.azure.com/ManagedClustersAgentPool', aksPool],
  ['eks.aws.upbound.io/NodeGroup', eksGroup],
  ['eks.aws.crossplane.io/NodeGroup', eksGroup],
])

/** Every kind that is read or joined, by name. */
export const KIND_NAMES: readonly string[] = [
  ...new Set([...[...READ.keys()].map(key => key.slice(key.indexOf('/') + 1)), ...JOINED]),
]
