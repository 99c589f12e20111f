import {readFile} from 'node:fs/promises'
import {BaseSequencer, type TestSpecification} from 'vitest/node'

const RENDERS = /^\/\/ @vitest-environment jsdom$/mu
const LOOKS = /\blookInBothSchemes\(/u

/**
 * Runs the files that render pages before all others. Files share a process only with the next file of
 * the same environment: in any other order, most files would start a process and load the Studio in it.
 * Journeys that look at many pages are short to read and long to run: last, they would run alone.
 */
export class PagesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const texts = await Promise.all(sorted.map(({moduleId}) => readFile(moduleId, 'utf8')))
    const isPage = texts.map((text) => RENDERS.test(text) || LOOKS.test(text))
    return [
      ...sorted.filter((_, index) => isPage[index]),
      ...sorted.filter((_, index) => !isPage[index]),
    ]
  }
}
