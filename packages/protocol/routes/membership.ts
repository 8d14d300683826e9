import { count, request } from '../fields.ts'
import * as approvals from '../messages/approvals.ts'
import * as chain from '../messages/chain.ts'
import * as enrolment from '../messages/enrolment.ts'
import * as server from '../messages/server.ts'
import { type Route, route } from './route.ts'

const FromQuery = request({ from: count(0).optional() })

/** The membership chain, invitations, and approvals of new devices. */
export const membershipRoutes = {
  getChain: route({
    method: 'GET',
    path: '/v1/chain',
    auth: 'session',
    summary: 'The membership chain',
    query: FromQuery,
    answer: chain.Chain,
    refusals: ['not_admitted'],
  }),
  appendEntry: route({
    method: 'POST',
    path: '/v1/chain',
    auth: 'session',
    summary: 'Append to the membership chain',
    request: chain.AppendEntry,
    answer: chain.EntryAppended,
    refusals: ['not_admitted', 'chain_conflict', 'chain_refused', 'forbidden'],
  }),
  listInvitations: route({
    method: 'GET',
    path: '/v1/invitations',
    auth: 'member',
    summary: 'Open invitations, and who answered them',
    answer: enrolment.Invitations,
    refusals: ['forbidden'],
  }),
  createInvitation: route({
    method: 'POST',
    path: '/v1/invitations',
    auth: 'member',
    summary: 'Invite a member',
    request: enrolment.NewInvitation,
    answer: enrolment.InvitationMade,
    refusals: ['forbidden', 'object_refused'],
  }),
  deleteInvitation: route({
    method: 'DELETE',
    path: '/v1/invitations/{invitationId}',
    auth: 'member',
    summary: 'Revoke an invitation, or refuse who answered it',
    answer: server.Done,
    refusals: ['forbidden', 'invitation_unknown'],
  }),
  listApprovals: route({
    method: 'GET',
    path: '/v1/approvals',
    auth: 'session',
    summary: "Open approvals of the member's new devices",
    answer: approvals.Approvals,
  }),
  openApproval: route({
    method: 'POST',
    path: '/v1/approvals',
    auth: 'session',
    summary: 'Open an approval',
    request: approvals.OpenApproval,
    answer: server.Done,
  }),
  getApprovalMessages: route({
    method: 'GET',
    path: '/v1/approvals/{approvalId}/messages',
    auth: 'session',
    summary: 'Messages of an approval',
    query: FromQuery,
    answer: approvals.ApprovalMessages,
    refusals: ['approval_unknown'],
  }),
  addApprovalMessage: route({
    method: 'POST',
    path: '/v1/approvals/{approvalId}/messages',
    auth: 'session',
    summary: 'The next message of an approval',
    request: approvals.ApprovalMessage,
    answer: server.Done,
    refusals: ['approval_unknown', 'approval_order'],
  }),
} satisfies Readonly<Record<string, Route>>
