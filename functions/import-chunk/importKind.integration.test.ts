import {describeJobKind} from '../../local/api/testing/describeJobKind.ts'
import {importRows} from './handler.ts'
import {askImport} from '../../local/api/testing/importFixture.ts'

const tag = {tag: 'leads.test.import'}

let files = 0

describeJobKind({
  name: 'import',
  ask: (stack, count) => {
    files += 1
    const rows = Array.from({length: count}, (_, index) => [
      `person-${index}@file-${files}.example`,
      `Person ${index}`,
    ])
    return askImport(stack, {columns: ['email', 'name'], rows}, {}, {size: 20})
  },
  run: importRows,
  done: (stack, jobId) =>
    stack.client.fetch<string[]>(
      '*[_type == "lead" && source.importId == $jobId]._id',
      {jobId},
      tag,
    ),
})
