provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      "finops.team"     = "search"
      "finops.use-case" = "answers"
    }
  }
}

module "inference" {
  source        = "../modules/inference"
  chat_type     = var.chat_type
  chat_replicas = var.chat_replicas
  replicas      = 2
  reranker      = true
}
