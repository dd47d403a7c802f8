resource "aws_instance" "embedder" {
  count         = 2
  instance_type = "p4d.24xlarge"
}
