import * as chain from '../messages/chain.ts'
import * as enrolment from '../messages/enrolment.ts'
import * as server from '../messages/server.ts'
import * as sessions from '../messages/sessions.ts'
import { type Route, route } from './route.ts'

/** Signing in, and what the server keeps for one member. */
export const sessionsRoutes = {
  startPassphrase: route({
    method: 'POST',
    path: '/v1/sessions/passphrase',
    auth: 'open',
    summary: 'First half of signing in by passphrase',
    request: sessions.StartPassphrase,
    answer: sessions.PassphraseStarted,
  }),
  finishPassphrase: route({
    method: 'POST',
    path: '/v1/sessions/passphrase/finish',
    auth: 'proof',
    summary: 'Second half of signing in by passphrase',
    request: sessions.FinishPassphrase,
    answer: sessions.SessionGranted,
    refusals: ['sign_in_refused', 'login_expired', 'device_key_mismatch'],
  }),
  makeChallenge: route({
    method: 'POST',
    path: '/v1/sessions/challenge',
    auth: 'open',
    summary: 'A challenge for signing in by kit or passkey, or for adding a passkey',
    answer: sessions.Challenge,
  }),
  signInByKit: route({
    method: 'POST',
    path: '/v1/sessions/kit',
    auth: 'proof',
    summary: 'Sign in by recovery kit',
    request: sessions.KitSignIn,
    answer: sessions.SessionGranted,
    refusals: ['sign_in_refused', 'login_expired', 'device_key_mismatch'],
  }),
  signInByPasskey: route({
    method: 'POST',
    path: '/v1/sessions/passkey',
    auth: 'proof',
    summary: 'Sign in by passkey',
    request: sessions.PasskeySignIn,
    answer: sessions.SessionGranted,
    refusals: ['sign_in_refused', 'login_expired', 'device_key_mismatch'],
  }),
  listSessions: route({
    method: 'GET',
    path: '/v1/sessions',
    auth: 'session',
    summary: "The member's sessions",
    answer: sessions.Sessions,
  }),
  endSession: route({
    method: 'DELETE',
    path: '/v1/sessions/{sessionId}',
    auth: 'session',
    summary: 'End one of the member’s sessions',
    answer: server.Done,
    refusals: ['session_unknown'],
  }),
  getMe: route({
    method: 'GET',
    path: '/v1/me',
    auth: 'session',
    summary: 'What the server keeps for the member',
    answer: enrolment.Me,
  }),
  putAnchor: route({
    method: 'PUT',
    path: '/v1/me/anchor',
    auth: 'member',
    summary: 'Keep which membership chain the member believes',
    request: enrolment.PutAnchor,
    answer: server.Done,
  }),
  putMethod: route({
    method: 'PUT',
    path: '/v1/me/methods/{methodId}',
    auth: 'member',
    summary: 'Add or replace a way to sign in and unlock',
    request: enrolment.NewMethod,
    answer: server.Done,
    refusals: ['object_refused'],
  }),
  deleteMethod: route({
    method: 'DELETE',
    path: '/v1/me/methods/{methodId}',
    auth: 'member',
    summary: 'Remove a way to sign in and unlock',
    answer: server.Done,
    refusals: ['method_unknown', 'last_method'],
  }),
  changeKeys: route({
    method: 'POST',
    path: '/v1/me/keys',
    auth: 'member',
    summary: 'A new account key and keyset',
    request: enrolment.ChangeKeys,
    answer: chain.EntryAppended,
    refusals: ['chain_conflict', 'chain_refused', 'forbidden', 'object_refused'],
  }),
} satisfies Readonly<Record<string, Route>>
