import * as enrolment from '../messages/enrolment.ts'
import * as server from '../messages/server.ts'
import * as sessions from '../messages/sessions.ts'
import { type Route, route } from './route.ts'

/** What a server is, and how people come in. */
export const joiningRoutes = {
  getServer: route({
    method: 'GET',
    path: '/v1/server',
    auth: 'open',
    summary: 'What this server is',
    answer: server.ServerInfo,
  }),
  registerPassphrase: route({
    method: 'POST',
    path: '/v1/passphrase/registration',
    auth: 'open',
    summary: 'First half of registering a passphrase',
    request: enrolment.RegisterPassphrase,
    answer: enrolment.PassphraseAnswer,
  }),
  createWorkspace: route({
    method: 'POST',
    path: '/v1/workspaces',
    auth: 'proof',
    summary: 'Create a workspace and sign in as its Owner',
    request: enrolment.CreateWorkspace,
    answer: sessions.SessionGranted,
    refusals: [
      'signup_closed',
      'setup_code_wrong',
      'workspace_exists',
      'chain_refused',
      'object_refused',
    ],
  }),
  viewInvitation: route({
    method: 'GET',
    path: '/v1/invitations/{invitationId}/view',
    auth: 'open',
    summary: 'What an invitation leads to',
    answer: enrolment.InvitationView,
    refusals: ['invitation_unknown'],
  }),
  joinWorkspace: route({
    method: 'POST',
    path: '/v1/invitations/{invitationId}/join',
    auth: 'proof',
    summary: 'Ask to join with an invitation, and sign in',
    request: enrolment.JoinWorkspace,
    answer: sessions.SessionGranted,
    refusals: ['invitation_unknown', 'address_taken', 'object_refused'],
  }),
} satisfies Readonly<Record<string, Route>>
