/**
 * What `LEADS_SECRET` is on the local stack when nothing else is given. Person keys of the demo data
 * derive from it, so endpoints and functions of the same stack have to use the same one. It is
 * public by design and protects nothing: a deployment brings its own.
 */
export const LOCAL_SECRET = 'local-development-secret'
