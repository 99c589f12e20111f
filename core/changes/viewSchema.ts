import {z} from 'zod'
import {QUICK_FILTERS} from '../audience/leadSelection.ts'
import {parseAudience} from '../audience/parseAudience.ts'
import {instructionIssue} from '../jobs/parseInstruction.ts'
import {problem} from '../problems/problem.ts'

/** The view of an instruction that is carried out: an audience that cannot be read is an error. */
export const ViewSchema = z.object({
  quick: z.enum(QUICK_FILTERS),
  search: z.string().max(1000),
  audience: z.unknown().transform((value, context) => {
    if (value === null || value === undefined) return null
    const {definition, problems} = parseAudience(value)
    const [first] = problems
    if (definition && !first) return definition
    context.addIssue(instructionIssue(first ?? problem('audience.filter-unreadable')))
    return z.NEVER
  }),
  segmentId: z.string().min(1).max(128).nullable(),
})
