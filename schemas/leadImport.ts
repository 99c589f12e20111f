import {DownloadIcon} from '@sanity/icons/Download'
import {jobType} from './fields/jobType.ts'

/** An import of leads from a file, `<site>.import.<ulid>`. */
export const leadImport = jobType({name: 'leadImport', title: 'Import', icon: DownloadIcon})
