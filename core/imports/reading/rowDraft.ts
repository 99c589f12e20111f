import type {
  EvidencePart,
  ImportedPerson,
  ImportedSubscription,
  RowProblem,
} from '../importMapping.ts'

/** What the cells of a row have said so far. */
export interface RowDraft {
  email: string | null
  /** Name beside the address, as in `Name <a@b>`. */
  emailName: string
  firstName: string
  lastName: string
  fields: {-readonly [Name in keyof ImportedPerson['fields']]: string}
  score: number | null
  status: string | null
  subscription: ImportedSubscription | null
  tags: string[]
  lists: string[]
  custom: {name: string; value: string}[]
  createdAt: string | null
  evidence: Partial<Record<EvidencePart, string>>
  problems: RowProblem[]
}

/** A row of which nothing was read yet. */
export function emptyDraft(): RowDraft {
  return {
    email: null,
    emailName: '',
    firstName: '',
    lastName: '',
    fields: {},
    score: null,
    status: null,
    subscription: null,
    tags: [],
    lists: [],
    custom: [],
    createdAt: null,
    evidence: {},
    problems: [],
  }
}

/** Subscriptions from the strictest; the strictest of several counts. */
const STRICTEST_FIRST: readonly ImportedSubscription[] = [
  'complained',
  'bounced',
  'unsubscribed',
  'none',
  'pending',
  'subscribed',
]

/** The one of two subscriptions that allows less mail. */
export function stricterSubscription(
  left: ImportedSubscription,
  right: ImportedSubscription,
): ImportedSubscription {
  return STRICTEST_FIRST.indexOf(left) <= STRICTEST_FIRST.indexOf(right) ? left : right
}
