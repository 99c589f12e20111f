import {AUDIENCE_PROBLEM_TEXTS} from './texts/audienceProblemTexts.ts'
import {AUDIT_PROBLEM_TEXTS} from './texts/auditProblemTexts.ts'
import {BULK_PROBLEM_TEXTS} from './texts/bulkProblemTexts.ts'
import {ENDPOINT_PROBLEM_TEXTS} from './texts/endpointProblemTexts.ts'
import {IMPORT_PROBLEM_TEXTS} from './texts/importProblemTexts.ts'
import {INTAKE_PROBLEM_TEXTS} from './texts/intakeProblemTexts.ts'
import {JOB_PROBLEM_TEXTS} from './texts/jobProblemTexts.ts'
import {LEAD_PROBLEM_TEXTS} from './texts/leadProblemTexts.ts'
import {MAIL_PROBLEM_TEXTS} from './texts/mailProblemTexts.ts'
import {REQUEST_PROBLEM_TEXTS} from './texts/requestProblemTexts.ts'
import {SEGMENT_PROBLEM_TEXTS} from './texts/segmentProblemTexts.ts'
import {STORE_PROBLEM_TEXTS} from './texts/storeProblemTexts.ts'
import {SYNC_PROBLEM_TEXTS} from './texts/syncProblemTexts.ts'

/**
 * The English texts of all problems, by their codes, in the form of a locale bundle: a value replaces
 * `{{name}}`, and `{{name, number}}` groups its digits.
 */
export const PROBLEM_TEXTS = {
  ...AUDIENCE_PROBLEM_TEXTS,
  ...AUDIT_PROBLEM_TEXTS,
  ...BULK_PROBLEM_TEXTS,
  ...ENDPOINT_PROBLEM_TEXTS,
  ...IMPORT_PROBLEM_TEXTS,
  ...INTAKE_PROBLEM_TEXTS,
  ...JOB_PROBLEM_TEXTS,
  ...LEAD_PROBLEM_TEXTS,
  ...MAIL_PROBLEM_TEXTS,
  ...REQUEST_PROBLEM_TEXTS,
  ...SEGMENT_PROBLEM_TEXTS,
  ...STORE_PROBLEM_TEXTS,
  ...SYNC_PROBLEM_TEXTS,
} as const
