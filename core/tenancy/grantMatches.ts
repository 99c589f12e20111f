import {evaluate, parse} from 'groq-js'
import type {SampleDocument} from './isolationDiagnosis.ts'
import {withIdPaths} from './idPath.ts'

/**
 * Whether the GROQ filter of a grant matches a document, worked out here.
 *
 * @throws Error when the filter cannot be evaluated
 */
export async function grantMatches(filter: string, document: SampleDocument): Promise<boolean> {
  const tree = withIdPaths(parse(`count(*[${filter}]) > 0`))
  const value = await evaluate(tree, {dataset: [document]})
  const matched: unknown = await value.get()
  if (typeof matched !== 'boolean') throw new Error('The filter gave neither true nor false')
  return matched
}
