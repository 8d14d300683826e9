/** What an open session of a known device loads when it is first needed. */
export const SESSION_PARTS = {
  remote: () => import('../remote/remote-server.ts'),
  unlock: () => import('./unlock/by-secret.ts'),
}
