import type { Handler } from '../handler.ts'

export const getDirectory: Handler<'getDirectory'> = (server, { query }) =>
  server.directory.read(query.have)

export const lookUpPasskeyEndpoints: Handler<'lookUpPasskeyEndpoints'> = (server, { query }) =>
  server.endpoints.of(query.rpId)
