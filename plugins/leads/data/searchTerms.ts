export {searchParams, type SearchParams} from '../../../core/audience/searchTerms.ts'
