/** Ports of the one-machine stack; `--offset N` is added to each. */
export const PORTS = {
  studio: 3333,
  lake: 3900,
  api: 3901,
  shop: 3902,
  mailPage: 3903,
  site: 3904,
  smtp: 3925,
} as const

/** Project id and dataset of the embedded lake. */
export const LOCAL_PROJECT_ID = 'local'
/** See {@link LOCAL_PROJECT_ID}. */
export const LOCAL_DATASET = 'production'
/** Dataset of the embedded lake with the signed heads of audit trails. */
export const LOCAL_HEADS_DATASET = 'audit-heads'
