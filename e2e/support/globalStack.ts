import type {TestProject} from 'vitest/node'
import {startStack, type TestStack} from './stack.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    urls: TestStack['urls']
  }
}

/** Enough for pages of the grid and for every chart, little enough to be made in a moment. */
const LEADS = 400

/**
 * One stack for all journeys, two of which run at a time: each uses people of its own, and those that
 * count the leads of a site use one where no other adds or removes any.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({leads: LEADS})
  project.provide('urls', stack.urls)
  return () => stack.stop()
}
