/**
 * The family of an accelerator, however it is written: `nvidia-tesla-t4`, `NVIDIA-L4` and `Tesla T4` name one
 * thing, `A100-SXM4-80GB` and `nvidia-a100-80gb` another. Form factors and memory sizes are not told apart: who
 * needs them compares the whole name. Null: not a name that is known.
 */
export function acceleratorFamily(name: string): string | null {
  const words = name.toUpperCase().split(/[^A-Z0-9]+/)
  return FAMILIES.find(family => words.includes(family)) ?? null
}

const FAMILIES: readonly string[] = [
  'GB300 GB200 GH200 B300 B200 H200 H100 H20 A100 A800 H800 A10G A10 A16 A30 A40 L40S L40 L20 L4 T4 T4G',
  'V100 P100 P4 K80 A2 A4000 A5000 A6000 RTX3090 RTX4090 RTX5090 3090 4090 5090',
  'MI210 MI250 MI250X MI300A MI300X MI325X MI350X MI355X',
  'GAUDI GAUDI2 GAUDI3 INFERENTIA INFERENTIA2 TRAINIUM TRAINIUM2',
].flatMap(names => names.split(' '))
