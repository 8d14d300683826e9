import { fileURLToPath } from 'node:url'
import { judge } from './imports/judge.ts'
import { readProject } from './imports/read-project.ts'
import { formatViolation } from './imports/violation.ts'

const project = readProject(fileURLToPath(new URL('..', import.meta.url)))
const violations = judge(project)
for (const violation of violations) console.error(formatViolation(violation))
if (violations.length > 0) {
  console.error(`✗ imports: ${violations.length} found; each line above says what to do`)
  process.exitCode = 1
} else {
  console.log(`✓ ${project.sources.length} files keep the import rules`)
}
