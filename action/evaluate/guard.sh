# Evals execute what they evaluate: prompts that are programs, providers, assertions. Nothing of a fork may do that
# beside secrets.
set -euo pipefail

case "$EVENT" in
  pull_request_target | workflow_run | issue_comment)
    echo "::error title=Unitcost evals::$EVENT runs with secrets, and evals execute the code of the pull request. Run this on pull_request; action/evaluate/README.md shows how forks are evaluated safely."
    exit 1
    ;;
esac

skipped=''
if [ "$EVENT" = pull_request ] && [ "$HEAD_REPOSITORY" != "$REPOSITORY" ]; then
  skipped='the pull request comes from a fork, which has no keys for the providers'
  echo "::notice title=Unitcost evals::Not evaluated: $skipped."
  echo "Evals were not run: $skipped." >> "$GITHUB_STEP_SUMMARY"
fi
echo "skipped=$skipped" >> "$GITHUB_OUTPUT"
