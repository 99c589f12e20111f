import {giveWay, ownThread} from './threadPriority.ts'

// Before the rest is loaded, which takes longer than many a query.
giveWay(ownThread())
await import('./queryWorker.ts')
