import {attributeErrors} from './attributeErrors.ts'

attributeErrors()
if (typeof document !== 'undefined') {
  const {preparePage} = await import('./preparePage.ts')
  preparePage()
}
