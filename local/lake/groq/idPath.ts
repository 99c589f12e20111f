export {IdPath} from '../../../core/tenancy/idPath.ts'
