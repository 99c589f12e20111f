import {UploadIcon} from '@sanity/icons/Upload'
import {jobType} from './fields/jobType.ts'

/** An export of leads to a file, `<site>.export.<ulid>`. */
export const leadExport = jobType({name: 'leadExport', title: 'Export', icon: UploadIcon})
