/** Version of Sanity's HTTP API that the tools ask for, `YYYY-MM-DD`. */
export const STUDIO_API_VERSION = '2025-02-19'
