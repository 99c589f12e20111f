// Checks the subjects of the commits that were made since subjects are checked. Where there is no
// history, such as in an unpacked archive, there is nothing to check.
import {spawnSync} from 'node:child_process'
import {dirname} from 'node:path'
import {subjectProblem} from './commitSubject.ts'

/** Earlier subjects were written in other ways. */
const SINCE = '2026-11-30T05:30:00Z'

const {status, stdout} = spawnSync(
  'git',
  ['log', `--since=${SINCE}`, '--no-merges', '--format=%h %s'],
  {cwd: dirname(import.meta.dirname), encoding: 'utf8'},
)
const commits = status === 0 ? stdout.split('\n').filter(Boolean) : []
const problems = commits.flatMap((line) => {
  const [hash = '', ...words] = line.split(' ')
  const subject = words.join(' ')
  const problem = subjectProblem(subject)
  return problem ? [`${hash} "${subject}": ${problem}`] : []
})
for (const problem of problems) console.error(problem)
console.log(`${commits.length} subjects of commits were checked`)
process.exit(problems.length > 0 ? 1 : 0)
