--
-- PostgreSQL database dump
--

\restrict ecXP2lZAen9dtaYl3qlWGEQcU6KRcLjHR69dgfUWTNct8rrdk7OWG6mMjIyRKMK

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: acceptance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.acceptance (
    id bigint NOT NULL,
    project bigint NOT NULL,
    model text NOT NULL,
    threshold double precision NOT NULL,
    checked_share double precision NOT NULL,
    seed text NOT NULL,
    manager bigint NOT NULL,
    created_at bigint NOT NULL,
    undone_at bigint,
    undone_by bigint,
    CONSTRAINT acceptance_check CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
    CONSTRAINT acceptance_checked_share_check CHECK (((checked_share >= (0)::double precision) AND (checked_share <= (1)::double precision))),
    CONSTRAINT acceptance_threshold_check CHECK (((threshold >= (0)::double precision) AND (threshold <= (1)::double precision)))
);


--
-- Name: acceptance_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.acceptance ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.acceptance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: acceptance_task; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.acceptance_task (
    acceptance bigint NOT NULL,
    task bigint NOT NULL,
    prediction bigint NOT NULL,
    outcome text NOT NULL,
    CONSTRAINT acceptance_task_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'checked'::text, 'undone'::text])))
);


--
-- Name: account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account (
    id bigint NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    password_hash text NOT NULL,
    created_at bigint NOT NULL,
    role text DEFAULT 'member'::text NOT NULL,
    erased_at bigint,
    CONSTRAINT account_service_role_check CHECK ((role = ANY (ARRAY['admin'::text, 'member'::text])))
);


--
-- Name: account_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: adjudication; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.adjudication (
    id bigint NOT NULL,
    task bigint NOT NULL,
    expert bigint NOT NULL,
    action text NOT NULL,
    label text,
    answer_key text,
    votes bigint,
    note text NOT NULL,
    created_at bigint NOT NULL,
    undone_at bigint,
    undone_by bigint,
    group_act bigint,
    CONSTRAINT adjudication_action_check CHECK ((action = ANY (ARRAY['decide'::text, 'more_votes'::text, 'discard'::text]))),
    CONSTRAINT adjudication_check CHECK (((action = 'decide'::text) = (label IS NOT NULL))),
    CONSTRAINT adjudication_check1 CHECK (((action = 'decide'::text) = (answer_key IS NOT NULL))),
    CONSTRAINT adjudication_check2 CHECK (((action = 'more_votes'::text) = (votes IS NOT NULL))),
    CONSTRAINT adjudication_check3 CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
    CONSTRAINT adjudication_votes_check CHECK ((votes > 0))
);


--
-- Name: adjudication_error; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.adjudication_error (
    adjudication bigint NOT NULL,
    name text NOT NULL
);


--
-- Name: adjudication_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.adjudication ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.adjudication_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: annotation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.annotation (
    id bigint NOT NULL,
    task bigint NOT NULL,
    annotator bigint NOT NULL,
    assignment bigint NOT NULL,
    answer text NOT NULL,
    answer_key text NOT NULL,
    submitted_at bigint NOT NULL,
    prediction bigint,
    pause bigint
);


--
-- Name: annotation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.annotation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.annotation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: api_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_token (
    id bigint NOT NULL,
    token_hash text NOT NULL,
    account bigint NOT NULL,
    name text NOT NULL,
    scopes text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    project bigint
);


--
-- Name: api_token_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.api_token ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.api_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: assignment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.assignment (
    id bigint NOT NULL,
    project bigint NOT NULL,
    task bigint NOT NULL,
    annotator bigint NOT NULL,
    state text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    place bigint DEFAULT 0 NOT NULL,
    prediction bigint,
    CONSTRAINT assignment_place_check CHECK ((place = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT assignment_state_check CHECK ((state = ANY (ARRAY['live'::text, 'answered'::text, 'skipped'::text, 'expired'::text])))
);


--
-- Name: assignment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.assignment ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.assignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_event (
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    actor bigint,
    action text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    hash text NOT NULL
);


--
-- Name: audit_head; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_head (
    one bigint NOT NULL,
    sequence bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_one_check CHECK ((one = 1))
);


--
-- Name: chunk; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chunk (
    id bigint NOT NULL,
    source bigint NOT NULL,
    ordinal bigint NOT NULL,
    first_unit bigint NOT NULL,
    end_unit bigint NOT NULL,
    text text,
    sample_rate bigint,
    start_time double precision,
    end_time double precision,
    cut text,
    confidence double precision,
    media_key text,
    peak_dbfs double precision,
    rms_dbfs double precision,
    option_a text,
    option_b text,
    group_name text,
    erasure bigint,
    CONSTRAINT chunk_check CHECK ((end_unit > first_unit)),
    CONSTRAINT chunk_check1 CHECK (((text IS NULL) <> (media_key IS NULL))),
    CONSTRAINT chunk_check2 CHECK ((((option_a IS NULL) = (option_b IS NULL)) AND ((option_b IS NULL) OR (text IS NOT NULL)))),
    CONSTRAINT chunk_cut_check CHECK ((cut = ANY (ARRAY['pause'::text, 'forced'::text, 'end'::text])))
);


--
-- Name: chunk_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.chunk ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.chunk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: consensus; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.consensus (
    task bigint NOT NULL,
    label text NOT NULL,
    answer_key text NOT NULL,
    support bigint NOT NULL,
    votes bigint NOT NULL,
    method text NOT NULL,
    decided_at bigint NOT NULL,
    CONSTRAINT label_check1 CHECK (((support >= 0) AND (support <= votes) AND ((support >= 1) OR (method = ANY (ARRAY['adjudicated'::text, 'prediction'::text, 'gold'::text])))))
);


--
-- Name: dispatch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dispatch (
    project bigint NOT NULL,
    turn bigint NOT NULL
);


--
-- Name: dispatch_progress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dispatch_progress (
    project bigint NOT NULL,
    annotator bigint NOT NULL,
    turn bigint NOT NULL
);


--
-- Name: erasure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.erasure (
    id bigint NOT NULL,
    project bigint NOT NULL,
    kind text NOT NULL,
    sources bigint DEFAULT 0 NOT NULL,
    chunks bigint DEFAULT 0 NOT NULL,
    answers bigint DEFAULT 0 NOT NULL,
    predictions bigint DEFAULT 0 NOT NULL,
    examples bigint DEFAULT 0 NOT NULL,
    actor bigint,
    created_at bigint NOT NULL,
    CONSTRAINT erasure_kind_check CHECK ((kind = ANY (ARRAY['source'::text, 'speaker'::text, 'retention'::text])))
);


--
-- Name: erasure_file; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.erasure_file (
    erasure bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    CONSTRAINT erasure_file_kind_check CHECK ((kind = ANY (ARRAY['blob'::text, 'media'::text, 'result'::text])))
);


--
-- Name: erasure_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.erasure ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: gold; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.gold (
    id bigint NOT NULL,
    task bigint NOT NULL,
    answer text NOT NULL,
    answer_key text NOT NULL,
    created_at bigint NOT NULL
);


--
-- Name: gold_answer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.gold_answer (
    annotation bigint NOT NULL,
    project bigint NOT NULL,
    annotator bigint NOT NULL,
    matches bigint NOT NULL,
    CONSTRAINT gold_answer_matches_check CHECK ((matches = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);


--
-- Name: gold_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.gold ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.gold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: gold_progress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.gold_progress (
    project bigint NOT NULL,
    annotator bigint NOT NULL,
    served bigint NOT NULL
);


--
-- Name: group_act; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_act (
    id bigint NOT NULL,
    project bigint NOT NULL,
    task_group bigint NOT NULL,
    expert bigint NOT NULL,
    action text NOT NULL,
    label text,
    note text NOT NULL,
    created_at bigint NOT NULL,
    undone_at bigint,
    undone_by bigint,
    CONSTRAINT group_act_action_check CHECK ((action = ANY (ARRAY['confirm'::text, 'remove'::text, 'split'::text, 'merge'::text, 'settle'::text, 'dissolve'::text]))),
    CONSTRAINT group_act_check CHECK (((action = 'settle'::text) = (label IS NOT NULL))),
    CONSTRAINT group_act_check1 CHECK (((undone_at IS NULL) = (undone_by IS NULL)))
);


--
-- Name: group_act_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.group_act ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.group_act_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: group_act_move; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_act_move (
    act bigint NOT NULL,
    task bigint NOT NULL,
    before_act bigint,
    after_act bigint
);


--
-- Name: group_act_state; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_act_state (
    act bigint NOT NULL,
    task_group bigint NOT NULL,
    before_act text,
    after_act text NOT NULL,
    CONSTRAINT group_act_state_after_act_check CHECK ((after_act = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'settled'::text, 'dissolved'::text]))),
    CONSTRAINT group_act_state_before_act_check CHECK ((before_act = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'settled'::text, 'dissolved'::text])))
);


--
-- Name: idempotency_key; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_key (
    account bigint NOT NULL,
    key_hash text NOT NULL,
    fingerprint text NOT NULL,
    claim text NOT NULL,
    state text NOT NULL,
    answer text,
    due_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT idempotency_key_check CHECK (((state = 'answered'::text) = (answer IS NOT NULL))),
    CONSTRAINT idempotency_key_state_check CHECK ((state = ANY (ARRAY['claimed'::text, 'applied'::text, 'answered'::text])))
);


--
-- Name: invitation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.invitation (
    id bigint NOT NULL,
    token_hash text NOT NULL,
    project bigint NOT NULL,
    role text NOT NULL,
    created_by bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT invitation_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'annotator'::text, 'reviewer'::text, 'manager'::text, 'owner'::text])))
);


--
-- Name: invitation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.invitation ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: job; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job (
    id bigint NOT NULL,
    project bigint NOT NULL,
    kind text NOT NULL,
    source bigint,
    version bigint,
    format text,
    failure text,
    created_at bigint NOT NULL,
    started_at bigint,
    finished_at bigint,
    state text DEFAULT 'queued'::text NOT NULL,
    attempt bigint DEFAULT 0 NOT NULL,
    failures bigint DEFAULT 0 NOT NULL,
    due_at bigint DEFAULT 0 NOT NULL,
    worker text,
    stage text,
    progress double precision DEFAULT 0 NOT NULL,
    CONSTRAINT job_any_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT job_attempt_check CHECK ((attempt >= 0)),
    CONSTRAINT job_check CHECK (((kind = 'chunk'::text) = (source IS NOT NULL))),
    CONSTRAINT job_check1 CHECK (((kind <> 'chunk'::text) = (version IS NOT NULL))),
    CONSTRAINT job_failures_check CHECK ((failures >= 0)),
    CONSTRAINT job_kind_check CHECK ((kind = ANY (ARRAY['chunk'::text, 'measure'::text, 'export'::text]))),
    CONSTRAINT job_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision)))
);


--
-- Name: job_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.job ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: login_failure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.login_failure (
    key text NOT NULL,
    count bigint NOT NULL,
    last_at bigint NOT NULL
);


--
-- Name: membership; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.membership (
    account bigint NOT NULL,
    project bigint NOT NULL,
    role text NOT NULL,
    since bigint NOT NULL,
    CONSTRAINT membership_role_check CHECK ((role = ANY (ARRAY['viewer'::text, 'annotator'::text, 'reviewer'::text, 'manager'::text, 'owner'::text])))
);


--
-- Name: pause; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pause (
    id bigint NOT NULL,
    project bigint NOT NULL,
    annotator bigint NOT NULL,
    reason text NOT NULL,
    created_at bigint NOT NULL,
    last_annotation bigint NOT NULL,
    lifted_at bigint,
    lifted_by bigint,
    CONSTRAINT pause_check CHECK (((lifted_at IS NULL) = (lifted_by IS NULL))),
    CONSTRAINT pause_reason_check CHECK ((reason = ANY (ARRAY['gold'::text, 'manager'::text])))
);


--
-- Name: pause_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.pause ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.pause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: prediction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.prediction (
    id bigint NOT NULL,
    task bigint NOT NULL,
    model text NOT NULL,
    label text NOT NULL,
    answer_key text NOT NULL,
    score double precision,
    entropy double precision,
    margin double precision,
    created_at bigint NOT NULL,
    CONSTRAINT prediction_check CHECK (((entropy IS NULL) = (margin IS NULL))),
    CONSTRAINT prediction_entropy_check CHECK (((entropy >= (0)::double precision) AND (entropy <= (1)::double precision))),
    CONSTRAINT prediction_margin_check CHECK (((margin >= (0)::double precision) AND (margin <= (1)::double precision))),
    CONSTRAINT prediction_score_check CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision)))
);


--
-- Name: prediction_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.prediction ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.prediction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: project; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.project (
    id bigint NOT NULL,
    name text NOT NULL,
    guidelines text NOT NULL,
    agree bigint NOT NULL,
    max_answers bigint NOT NULL,
    normalisation bigint NOT NULL,
    min_chunk double precision NOT NULL,
    max_chunk double precision NOT NULL,
    pause double precision NOT NULL,
    created_at bigint NOT NULL,
    order_seed text DEFAULT '0'::text NOT NULL,
    own_uploads bigint DEFAULT 1 NOT NULL,
    experts bigint DEFAULT 1 NOT NULL,
    kind text DEFAULT 'transcription'::text NOT NULL,
    match_rule text DEFAULT 'answer'::text NOT NULL,
    scale_lowest bigint,
    scale_highest bigint,
    tolerance bigint DEFAULT 0 NOT NULL,
    overlap double precision DEFAULT 0.5 NOT NULL,
    task_order text DEFAULT 'sequential'::text NOT NULL,
    prefill bigint DEFAULT 0 NOT NULL,
    gold_rate double precision DEFAULT 0 NOT NULL,
    gold_feedback bigint DEFAULT 0 NOT NULL,
    gold_accuracy double precision,
    gold_answers bigint DEFAULT 10 NOT NULL,
    gold_secret bigint DEFAULT 0 NOT NULL,
    CONSTRAINT project_any_kind_check CHECK ((kind = ANY (ARRAY['transcription'::text, 'classification'::text, 'multilabel'::text, 'rating'::text, 'span'::text, 'pairwise'::text]))),
    CONSTRAINT project_any_order_check CHECK ((task_order = ANY (ARRAY['sequential'::text, 'random'::text, 'entropy'::text, 'margin'::text]))),
    CONSTRAINT project_check CHECK (((agree >= 1) AND (agree <= max_answers))),
    CONSTRAINT project_check1 CHECK ((((kind = 'rating'::text) = (scale_highest IS NOT NULL)) AND ((scale_lowest IS NULL) = (scale_highest IS NULL)))),
    CONSTRAINT project_check2 CHECK (((match_rule = 'answer'::text) OR ((match_rule = 'word'::text) AND (kind = 'transcription'::text)) OR ((match_rule = 'label'::text) AND (kind = 'multilabel'::text)) OR ((match_rule = 'median'::text) AND (kind = 'rating'::text)) OR ((match_rule = 'overlap'::text) AND (kind = 'span'::text)))),
    CONSTRAINT project_experts_check CHECK ((experts = ANY (ARRAY[(1)::bigint, (2)::bigint]))),
    CONSTRAINT project_gold_accuracy_check CHECK (((gold_accuracy >= (0)::double precision) AND (gold_accuracy <= (1)::double precision))),
    CONSTRAINT project_gold_answers_check CHECK ((gold_answers >= 1)),
    CONSTRAINT project_gold_feedback_check CHECK ((gold_feedback = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT project_gold_rate_check CHECK (((gold_rate >= (0)::double precision) AND (gold_rate <= (1)::double precision))),
    CONSTRAINT project_overlap_check CHECK (((overlap > (0)::double precision) AND (overlap <= (1)::double precision))),
    CONSTRAINT project_own_uploads_check CHECK ((own_uploads = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT project_prefill_check CHECK ((prefill = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT project_tolerance_check CHECK ((tolerance >= 0))
);


--
-- Name: project_error_kind; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.project_error_kind (
    project bigint NOT NULL,
    ordinal bigint NOT NULL,
    name text NOT NULL
);


--
-- Name: project_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.project ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: project_label; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.project_label (
    project bigint NOT NULL,
    ordinal bigint NOT NULL,
    label text NOT NULL
);


--
-- Name: schema_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_version (
    version bigint NOT NULL
);


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    token_hash text NOT NULL,
    account bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);


--
-- Name: source; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.source (
    id bigint NOT NULL,
    project bigint NOT NULL,
    filename text NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    kind text,
    state text NOT NULL,
    failure text,
    group_name text,
    language text,
    licence text,
    consent text,
    duration double precision,
    created_at bigint NOT NULL,
    uploader bigint,
    origin text DEFAULT 'upload'::text NOT NULL,
    media_erased_at bigint,
    CONSTRAINT source_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT source_kind_check CHECK ((kind = ANY (ARRAY['audio'::text, 'text'::text]))),
    CONSTRAINT source_origin_check CHECK ((origin = ANY (ARRAY['upload'::text, 'import'::text]))),
    CONSTRAINT source_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'chunking'::text, 'ready'::text, 'failed'::text])))
);


--
-- Name: source_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.source ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: storage_rule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.storage_rule (
    project bigint NOT NULL,
    quota bigint,
    types text DEFAULT ''::text NOT NULL,
    needs_consent bigint DEFAULT 0 NOT NULL,
    needs_licence bigint DEFAULT 0 NOT NULL,
    media_days bigint,
    media_after text DEFAULT 'settled'::text NOT NULL,
    draft_days bigint,
    CONSTRAINT storage_rule_draft_days_check CHECK ((draft_days >= 0)),
    CONSTRAINT storage_rule_media_after_check CHECK ((media_after = ANY (ARRAY['settled'::text, 'frozen'::text]))),
    CONSTRAINT storage_rule_media_days_check CHECK ((media_days >= 0)),
    CONSTRAINT storage_rule_needs_consent_check CHECK ((needs_consent = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT storage_rule_needs_licence_check CHECK ((needs_licence = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT storage_rule_quota_check CHECK ((quota >= 0))
);


--
-- Name: task; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.task (
    id bigint NOT NULL,
    project bigint NOT NULL,
    chunk bigint NOT NULL,
    state text NOT NULL,
    answers bigint NOT NULL,
    leases bigint NOT NULL,
    wanted bigint NOT NULL,
    max_answers bigint NOT NULL,
    barred bigint DEFAULT 0 NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    turn bigint,
    discarded bigint DEFAULT 0 NOT NULL,
    item text,
    gold bigint DEFAULT 0 NOT NULL,
    CONSTRAINT task_answers_check CHECK ((answers >= 0)),
    CONSTRAINT task_check CHECK (((answers + leases) <= max_answers)),
    CONSTRAINT task_check1 CHECK (((state <> 'settled'::text) OR (leases = 0))),
    CONSTRAINT task_check2 CHECK (((discarded = 0) OR ((discarded = 1) AND (state = 'contested'::text)))),
    CONSTRAINT task_gold_check CHECK ((gold = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT task_leases_check CHECK ((leases >= 0)),
    CONSTRAINT task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'settled'::text, 'contested'::text]))),
    CONSTRAINT task_wanted_check CHECK ((wanted >= 0))
);


--
-- Name: task_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.task_group (
    id bigint NOT NULL,
    project bigint NOT NULL,
    basis text NOT NULL,
    state text NOT NULL,
    revision bigint DEFAULT 0 NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT task_group_basis_check CHECK ((basis = ANY (ARRAY['text'::text, 'answer'::text]))),
    CONSTRAINT task_group_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'settled'::text, 'dissolved'::text])))
);


--
-- Name: task_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.task_group ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.task_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: task_group_member; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.task_group_member (
    task bigint NOT NULL,
    task_group bigint NOT NULL
);


--
-- Name: task_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.task ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: upload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.upload (
    id bigint NOT NULL,
    project bigint NOT NULL,
    uploader bigint NOT NULL,
    filename text NOT NULL,
    group_name text,
    language text,
    licence text,
    consent text,
    sha256 text,
    length bigint NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    source bigint,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    CONSTRAINT upload_check CHECK ((("position" >= 0) AND ("position" <= length))),
    CONSTRAINT upload_check1 CHECK ((("position" = length) = (source IS NOT NULL))),
    CONSTRAINT upload_length_check CHECK ((length > 0))
);


--
-- Name: upload_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.upload ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.upload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version (
    id bigint NOT NULL,
    project bigint NOT NULL,
    name text NOT NULL,
    digest text NOT NULL,
    parent bigint,
    train double precision NOT NULL,
    validation double precision NOT NULL,
    test double precision NOT NULL,
    seed text NOT NULL,
    examples bigint NOT NULL,
    created_at bigint NOT NULL,
    CONSTRAINT version_examples_check CHECK ((examples > 0))
);


--
-- Name: version_adjudication; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_adjudication (
    version bigint NOT NULL,
    adjudication bigint NOT NULL
);


--
-- Name: version_erasure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_erasure (
    version bigint NOT NULL,
    erasure bigint NOT NULL,
    examples bigint NOT NULL,
    CONSTRAINT version_erasure_examples_check CHECK ((examples > 0))
);


--
-- Name: version_example; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_example (
    version bigint NOT NULL,
    ordinal bigint NOT NULL,
    task bigint NOT NULL,
    group_name text NOT NULL,
    label text NOT NULL,
    answer_key text NOT NULL,
    support bigint NOT NULL,
    votes bigint NOT NULL,
    method text NOT NULL,
    decided_at bigint NOT NULL
);


--
-- Name: version_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_group (
    version bigint NOT NULL,
    group_name text NOT NULL,
    split text NOT NULL,
    CONSTRAINT version_group_split_check CHECK ((split = ANY (ARRAY['train'::text, 'validation'::text, 'test'::text])))
);


--
-- Name: version_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: version_prediction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_prediction (
    version bigint NOT NULL,
    prediction bigint NOT NULL
);


--
-- Name: version_vote; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_vote (
    version bigint NOT NULL,
    annotation bigint NOT NULL
);


--
-- Name: webhook; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook (
    id bigint NOT NULL,
    project bigint NOT NULL,
    url text NOT NULL,
    events text NOT NULL,
    secret text NOT NULL,
    created_at bigint NOT NULL,
    failing_since bigint,
    disabled_at bigint,
    disabled_because text,
    CONSTRAINT webhook_check CHECK (((disabled_at IS NULL) = (disabled_because IS NULL)))
);


--
-- Name: webhook_delivery; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_delivery (
    id bigint NOT NULL,
    webhook bigint NOT NULL,
    event text NOT NULL,
    payload text NOT NULL,
    state text NOT NULL,
    attempts bigint DEFAULT 0 NOT NULL,
    status bigint,
    failure text,
    created_at bigint NOT NULL,
    due_at bigint NOT NULL,
    CONSTRAINT webhook_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])))
);


--
-- Name: webhook_delivery_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.webhook_delivery ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.webhook_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: webhook_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.webhook ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.webhook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: webhook_outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_outbox (
    id bigint NOT NULL,
    webhook bigint NOT NULL,
    event text NOT NULL,
    data text NOT NULL,
    at bigint NOT NULL
);


--
-- Name: webhook_outbox_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.webhook_outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.webhook_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: acceptance; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.acceptance OVERRIDING SYSTEM VALUE VALUES (1, 2, 'm1', 0.9, 0, '1', 1, 1795308054188, NULL, NULL);


--
-- Data for Name: acceptance_task; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.acceptance_task VALUES (1, 6, 1, 'accepted');
INSERT INTO public.acceptance_task VALUES (1, 7, 2, 'accepted');
INSERT INTO public.acceptance_task VALUES (1, 8, 3, 'accepted');
INSERT INTO public.acceptance_task VALUES (1, 9, 4, 'accepted');


--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (1, 'lead', 'lead', '$scrypt$ln=15,r=8,p=3$ClsWmKXoPVWdVMX5L+/v7A==$wIAPlDRywOep3XPAnQKTQhbiSdOeJTdQ87m22OTfnHA=', 1795308048394, 'admin', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (2, 'ada', 'ada', '$scrypt$ln=15,r=8,p=3$P1ISPdH155dPhejI4MI2iw==$pfV06gI567jyC/dONsJYVapK6uEHej4WKub4H4roUp4=', 1795308049950, 'member', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (3, 'ben', 'ben', '$scrypt$ln=15,r=8,p=3$QYs38Hob9hT666M1aPP/YQ==$l7PK5YiTNf2Ayvz04Q8AZqb0I7hbp1Apbpx7G+3lm9g=', 1795308051139, 'member', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (4, 'chen', 'chen', '$scrypt$ln=15,r=8,p=3$Vr3t4BeNzUb3DOKuKQEzoQ==$nOeQ237OdQSnnaFQALFWvxLaz9WDZV0YzyvD0X+LglQ=', 1795308052306, 'member', NULL);


--
-- Data for Name: adjudication; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: adjudication_error; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: annotation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (1, 1, 2, 1, 'cat', 'cat', 1795308052890, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (2, 1, 3, 2, 'cat', 'cat', 1795308052954, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (3, 2, 2, 3, 'cat', 'cat', 1795308053023, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (4, 2, 3, 4, 'dog', 'dog', 1795308053066, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (5, 2, 4, 5, 'cow', 'cow', 1795308053127, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (6, 3, 2, 6, 'dog', 'dog', 1795308053179, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (7, 10, 2, 9, 'good', 'good', 1795308054221, NULL, NULL);


--
-- Data for Name: api_token; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.api_token OVERRIDING SYSTEM VALUE VALUES (1, '61859bb358436acb3d84cc5b6957a2734d58e53519de1857dfb77c1f7447ca68', 1, 'nightly', 'read', 1795308054325, 1826930454325, 2);


--
-- Data for Name: assignment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 2, 'answered', 1795308052839, 1795308652839, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 3, 'answered', 1795308052920, 1795308652920, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 2, 'answered', 1795308052994, 1795308652994, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (4, 1, 2, 3, 'answered', 1795308053045, 1795308653045, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (5, 1, 2, 4, 'answered', 1795308053102, 1795308653102, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (6, 1, 3, 2, 'answered', 1795308053153, 1795308653153, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (7, 1, 3, 3, 'live', 1795308053214, 1795308653214, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (8, 1, 4, 4, 'skipped', 1795308053230, 1795308653230, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (9, 2, 10, 2, 'answered', 1795308054214, 1795308654214, 0, NULL);


--
-- Data for Name: audit_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_event VALUES (1, 1795308048394, 1, 'user.created', 'user 1', 'admin', '4cb87ed912bff2ade36486afecef2c4b9fa72da8cb2a7d3d2c41d76eaf125b05');
INSERT INTO public.audit_event VALUES (2, 1795308048400, 1, 'session.opened', 'user 1', '', 'ea2df3172d4776e7226d83c607393f4f6fc36cdfe49c846987ecaf7df4f7cf9d');
INSERT INTO public.audit_event VALUES (3, 1795308048424, 1, 'member.added', 'project 1', 'user 1 owner', 'abec2a209486df13f4400c56682f98b1d003c624531f88dd7af1153c8b00cbc4');
INSERT INTO public.audit_event VALUES (4, 1795308048424, 1, 'project.created', 'project 1', 'classification 2/3 Animals', 'd22a222109a09e97fb57f4da4c1739101eec2d2502e3809ddfb112be4371d36b');
INSERT INTO public.audit_event VALUES (5, 1795308048491, 1, 'source.added', 'source 1', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c', '807f93440b80dd3b3c50faa3fae4c5d2aa9ad87dd7792daeb3ad3c0eed36c1a4');
INSERT INTO public.audit_event VALUES (6, 1795308049130, NULL, 'source.chunked', 'source 1', '5 chunks', 'c01e8c020ee9d49cc113a842eddf48c6cb3a4ed402662c62ed266a81b509b0fb');
INSERT INTO public.audit_event VALUES (7, 1795308049950, 1, 'user.created', 'user 2', 'member', '912a8a7e884c95a863e920a0264700ad9ef45810ef624e3743bb2f9b8f7e373f');
INSERT INTO public.audit_event VALUES (8, 1795308049950, 1, 'member.added', 'project 1', 'user 2 annotator', '3930b5ae2553a30b8512c7cd6e63da17ac2878b05537c7423f3d7a15041c7b8f');
INSERT INTO public.audit_event VALUES (9, 1795308050595, 2, 'session.opened', 'user 2', '', '74dcda2d525f56a20e113ded3f272404e1d2a0759ec097610febc8f42776f5ec');
INSERT INTO public.audit_event VALUES (10, 1795308051139, 1, 'user.created', 'user 3', 'member', '1ee9a0462ade20a5855f27165a2a6db2c265f3fbfb558d721653a4d38ed5f2c4');
INSERT INTO public.audit_event VALUES (11, 1795308051139, 1, 'member.added', 'project 1', 'user 3 annotator', '68408f4026a15cf5c5889ea679ac5d563c0571f55f8ba0e1bcc3ef0ef0156f9a');
INSERT INTO public.audit_event VALUES (12, 1795308051710, 3, 'session.opened', 'user 3', '', 'fb960855d2635c8a7634d1eec70867b59404f29c952cfe1e69b4d18e47e1b1e6');
INSERT INTO public.audit_event VALUES (13, 1795308052306, 1, 'user.created', 'user 4', 'member', '17e631df9cd7732260fe28d0fa1db292723420894eed6f1ef10c32383cfe36f1');
INSERT INTO public.audit_event VALUES (14, 1795308052306, 1, 'member.added', 'project 1', 'user 4 annotator', 'c3171b9774e96883967a33e9b5988c13c7e82457194eee0d0af9dc3ae98bca37');
INSERT INTO public.audit_event VALUES (15, 1795308052826, 4, 'session.opened', 'user 4', '', '9e35dbff0b97c0283bd66cabdb6ead1262654036b6bc3b7944f46b82603402b6');
INSERT INTO public.audit_event VALUES (16, 1795308052890, 2, 'annotation.submitted', 'annotation 1', 'task 1', '3743e53e1df4928840464a43e03c0a91a9db8b6a3ead254b316ca6643701b7d2');
INSERT INTO public.audit_event VALUES (17, 1795308052954, 3, 'annotation.submitted', 'annotation 2', 'task 1', '3106d54f37d229eddd7508c36984763c1f07f5b142dc16b0500bf8976e756974');
INSERT INTO public.audit_event VALUES (18, 1795308052954, NULL, 'task.settled', 'task 1', '', 'c121f7520308a8aae916994b667286ddbd6561d8062249f9272ea1e052e0f0c8');
INSERT INTO public.audit_event VALUES (19, 1795308053023, 2, 'annotation.submitted', 'annotation 3', 'task 2', '3952cf88291ec96e67c62cdadf66145e614563e780156af03cce91084b78d35b');
INSERT INTO public.audit_event VALUES (20, 1795308053066, 3, 'annotation.submitted', 'annotation 4', 'task 2', '658526d3e189d571312b2882904a5672a5f78dd543b878bb5487015059bac0e8');
INSERT INTO public.audit_event VALUES (21, 1795308053127, 4, 'annotation.submitted', 'annotation 5', 'task 2', '0b04ec16b3a87d2dba9c01d1964852ea4187ea9679b7461391d8e67839bc30c8');
INSERT INTO public.audit_event VALUES (22, 1795308053127, NULL, 'task.contested', 'task 2', '', 'ab0437003dd0ca7427ae6163eec511939ad78a6c4f5a844f20fcedd86247b61f');
INSERT INTO public.audit_event VALUES (23, 1795308053179, 2, 'annotation.submitted', 'annotation 6', 'task 3', 'b92f76b208b4d900ef4dffdbb89e2c0dfe91a1eb4afbc72a1451c803350c00b0');
INSERT INTO public.audit_event VALUES (24, 1795308053245, 4, 'task.skipped', 'task 4', '', '1714babd9ec407a07b9cdda52483c6cd5473e5a2a516fb2d58dd9ff367a9f57e');
INSERT INTO public.audit_event VALUES (25, 1795308053311, 1, 'member.added', 'project 2', 'user 1 owner', '75138b4114649e47d1caec70ff21904b6b7cc032ea414577e8733b50e24fa99c');
INSERT INTO public.audit_event VALUES (26, 1795308053311, 1, 'project.created', 'project 2', 'classification 1/1 Reviews', '9311aae51721a787fbb02e87fdcdbe55dba3dad3c10ef98039e4bf0e55304d56');
INSERT INTO public.audit_event VALUES (27, 1795308053338, 1, 'member.added', 'project 2', 'user 2 annotator', 'cc1f02a2d74238064b06e76863a651d7af660475498a8b99a65bb7432082cb0d');
INSERT INTO public.audit_event VALUES (28, 1795308053344, 1, 'member.added', 'project 2', 'user 3 annotator', 'e8fc5fe412968bd7eee62b942db1cc1e2c24ff0293e6a92660304f1dd2a0829d');
INSERT INTO public.audit_event VALUES (29, 1795308053692, 1, 'rows.imported', 'project 2', 'rows 1 to 7 of 73490b72c640ff875c7f072885f7556af7a2c536de9027ab6503d5a6ccb71932: 7 items, 7 predictions, 0 answers, 0 gold', 'e66798db8d3c70e1e914a60e89641579829c41f2536acfb838845b311fc827df');
INSERT INTO public.audit_event VALUES (30, 1795308053721, 1, 'rows.imported', 'project 2', 'rows 8 to 8 of 73490b72c640ff875c7f072885f7556af7a2c536de9027ab6503d5a6ccb71932: 1 items, 1 predictions, 0 answers, 0 gold', '9d946d0063219d349ed69bab3f84450db6d1f5dc9a477d9d91ec982a17b42c87');
INSERT INTO public.audit_event VALUES (31, 1795308054103, 1, 'rows.imported', 'project 2', 'rows 1 to 1 of e2d32d7ce132fe942b96d486330ff0bd4560d6b5646edc47900ac268e0c92bc3: 0 items, 0 predictions, 0 answers, 1 gold', '8516adbde85a0813f6020d0035c8eaf4d792e6398830679e56ab2156395338d1');
INSERT INTO public.audit_event VALUES (32, 1795308054188, 1, 'predictions.accepted', 'project 2', 'acceptance 1 from 0.9, 0.0 checked', 'c1c8a11e42318c44ef87ef2637737b896ed78fb3df272fead119e891269141ae');
INSERT INTO public.audit_event VALUES (33, 1795308054221, 2, 'annotation.submitted', 'annotation 7', 'task 10', 'ba454ce36b0a10bd81e9939845cc504859562be3b9e9a7973d41f7c6ac76e784');
INSERT INTO public.audit_event VALUES (34, 1795308054221, NULL, 'task.settled', 'task 10', '', 'd93d041e9bd071098f3fd431167a3856d7597456108c2b422286e4eb8c8f2329');
INSERT INTO public.audit_event VALUES (35, 1795308054230, 1, 'version.frozen', 'version 1', 'v1 a292e3ae0cd0983d30d72591e1b0ba23f3b1857868ae85fa4c5faeea43214176', '274127beded5ce374f29802f80ac2658106d5f983c20c258ed91b7fdc47eb0de');
INSERT INTO public.audit_event VALUES (36, 1795308054254, 1, 'annotator.paused', 'user 3', 'project 2 manager', '1a1410381552c341e716c0c90ae4256c01dd1cf4bd6d30b0aff5951a701302f9');
INSERT INTO public.audit_event VALUES (37, 1795308054275, 1, 'groups.proposed', 'project 2', '1 by text', '2d02b207d8d31afe39c1d5517b84341f930c8a55333f9dbe5f025096029af3dc');
INSERT INTO public.audit_event VALUES (38, 1795308054297, 1, 'group.acted', 'group 1', 'act 1 confirm, 0 tasks', '9b2850cab1611c72d033f9d58c5d7353bd99f7e829777d5377875ad35694d3af');
INSERT INTO public.audit_event VALUES (39, 1795308054316, 1, 'webhook.made', 'project 2', 'webhook 1 task.settled', '496387320508427c144918cd1839d84fadf3b796ea495a97480100fa5fd627e8');
INSERT INTO public.audit_event VALUES (40, 1795308054325, 1, 'token.made', 'token 1', 'read, project 2', '0fca19e9f28257c6cda27764c35063ee1705b83cf21935fe539f9e834051542c');
INSERT INTO public.audit_event VALUES (41, 1795308054334, 1, 'storage.rules', 'project 2', 'types wav consent true licence false media 90 days after settled drafts kept', 'd46115deeee6542343988199cc3632513991948dbdd44088437e9ab81a97da38');
INSERT INTO public.audit_event VALUES (42, 1795308054341, 1, 'storage.quota', 'project 2', '1000000', '4b18a8dcad28108b450ae7f264e41e0fd1a127aafea7c2f9183392820ad98a9f');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (1, 42, '4b18a8dcad28108b450ae7f264e41e0fd1a127aafea7c2f9183392820ad98a9f');


--
-- Data for Name: chunk; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (1, 1, 0, 0, 124, 'Passage 1. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 124, 248, 'Passage 2. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 248, 372, 'Passage 3. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (4, 1, 3, 372, 496, 'Passage 4. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (5, 1, 4, 496, 618, 'Passage 5. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. ', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (6, 2, 0, 0, 16, 'Review number 1.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-22a799a2a73aa4b7', NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (7, 2, 1, 0, 16, 'Review number 2.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-86befd54440750ff', NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (8, 2, 2, 0, 16, 'Review number 3.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-f742d99f925b26c4', NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (9, 2, 3, 0, 16, 'Review number 4.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-e515eaab59ff148d', NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (10, 2, 4, 0, 16, 'Review number 5.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-d270ece343cc0f06', NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (11, 2, 5, 0, 16, 'Review number 6.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-f92557e43c1365db', NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (12, 2, 6, 0, 16, 'Review number 7.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-5361841bd1c7e09d', NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (13, 2, 7, 0, 16, 'Review number 8.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-399346fbbe9a0c5c', NULL);


--
-- Data for Name: consensus; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.consensus VALUES (1, 'cat', 'cat', 2, 2, 'quorum', 1795308052954);
INSERT INTO public.consensus VALUES (13, 'bad', 'bad', 0, 0, 'gold', 1795308054103);
INSERT INTO public.consensus VALUES (6, 'good', 'good', 0, 0, 'prediction', 1795308054188);
INSERT INTO public.consensus VALUES (7, 'bad', 'bad', 0, 0, 'prediction', 1795308054188);
INSERT INTO public.consensus VALUES (8, 'good', 'good', 0, 0, 'prediction', 1795308054188);
INSERT INTO public.consensus VALUES (9, 'bad', 'bad', 0, 0, 'prediction', 1795308054188);
INSERT INTO public.consensus VALUES (10, 'good', 'good', 1, 1, 'quorum', 1795308054221);


--
-- Data for Name: dispatch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.dispatch VALUES (1, 5);
INSERT INTO public.dispatch VALUES (2, 0);


--
-- Data for Name: dispatch_progress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: erasure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: erasure_file; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: gold; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.gold OVERRIDING SYSTEM VALUE VALUES (1, 13, 'bad', 'bad', 1795308054103);


--
-- Data for Name: gold_answer; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: gold_progress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: group_act; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.group_act OVERRIDING SYSTEM VALUE VALUES (1, 2, 1, 1, 'confirm', NULL, '', 1795308054297, NULL, NULL);


--
-- Data for Name: group_act_move; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: group_act_state; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.group_act_state VALUES (1, 1, 'proposed', 'confirmed');


--
-- Data for Name: idempotency_key; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invitation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job OVERRIDING SYSTEM VALUE VALUES (1, 1, 'chunk', 1, NULL, NULL, NULL, 1795308048491, 1795308048497, 1795308049130, 'done', 1, 0, 1795308108497, 'vm-11790', NULL, 1);


--
-- Data for Name: login_failure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: membership; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.membership VALUES (1, 1, 'owner', 1795308048424);
INSERT INTO public.membership VALUES (2, 1, 'annotator', 1795308049950);
INSERT INTO public.membership VALUES (3, 1, 'annotator', 1795308051139);
INSERT INTO public.membership VALUES (4, 1, 'annotator', 1795308052306);
INSERT INTO public.membership VALUES (1, 2, 'owner', 1795308053311);
INSERT INTO public.membership VALUES (2, 2, 'annotator', 1795308053338);
INSERT INTO public.membership VALUES (3, 2, 'annotator', 1795308053344);


--
-- Data for Name: pause; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.pause OVERRIDING SYSTEM VALUE VALUES (1, 2, 3, 'manager', 1795308054254, 0, NULL, NULL);


--
-- Data for Name: prediction; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (1, 6, 'm1', 'good', 'good', 0.95, 0.2863969571159563, 0.10000000000000009, 1795308053692);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (2, 7, 'm1', 'bad', 'bad', 0.95, 0.2863969571159563, 0.10000000000000009, 1795308053692);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (3, 8, 'm1', 'good', 'good', 0.95, 0.2863969571159563, 0.10000000000000009, 1795308053692);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (4, 9, 'm1', 'bad', 'bad', 0.95, 0.2863969571159563, 0.10000000000000009, 1795308053692);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (5, 10, 'm1', 'good', 'good', 0.6, 0.9709505944546688, 0.8, 1795308053692);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (6, 11, 'm1', 'bad', 'bad', 0.6, 0.9709505944546688, 0.8, 1795308053692);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (7, 12, 'm1', 'good', 'good', 0.6, 0.9709505944546688, 0.8, 1795308053692);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (8, 13, 'm1', 'bad', 'bad', 0.6, 0.9709505944546688, 0.8, 1795308053721);


--
-- Data for Name: project; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project OVERRIDING SYSTEM VALUE VALUES (1, 'Animals', '', 2, 3, 7, 2, 8, 0.3, 1795308048424, '3568204573', 1, 1, 'classification', 'answer', NULL, NULL, 0, 0.5, 'sequential', 0, 0, 0, NULL, 10, 71611353550275455);
INSERT INTO public.project OVERRIDING SYSTEM VALUE VALUES (2, 'Reviews', '', 1, 1, 7, 2, 30, 0.3, 1795308053311, '2672356766', 1, 1, 'classification', 'answer', NULL, NULL, 0, 0.5, 'entropy', 0, 0, 1, NULL, 10, -8961711566342224060);


--
-- Data for Name: project_error_kind; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project_error_kind VALUES (1, 0, 'wrong label');
INSERT INTO public.project_error_kind VALUES (1, 1, 'several labels fit');
INSERT INTO public.project_error_kind VALUES (1, 2, 'no label fits');
INSERT INTO public.project_error_kind VALUES (1, 3, 'item unreadable');
INSERT INTO public.project_error_kind VALUES (1, 4, 'guidelines unclear');
INSERT INTO public.project_error_kind VALUES (2, 0, 'wrong label');
INSERT INTO public.project_error_kind VALUES (2, 1, 'several labels fit');
INSERT INTO public.project_error_kind VALUES (2, 2, 'no label fits');
INSERT INTO public.project_error_kind VALUES (2, 3, 'item unreadable');
INSERT INTO public.project_error_kind VALUES (2, 4, 'guidelines unclear');


--
-- Data for Name: project_label; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project_label VALUES (1, 0, 'cat');
INSERT INTO public.project_label VALUES (1, 1, 'dog');
INSERT INTO public.project_label VALUES (1, 2, 'cow');
INSERT INTO public.project_label VALUES (2, 0, 'good');
INSERT INTO public.project_label VALUES (2, 1, 'bad');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (1);
INSERT INTO public.schema_version VALUES (2);
INSERT INTO public.schema_version VALUES (3);
INSERT INTO public.schema_version VALUES (4);
INSERT INTO public.schema_version VALUES (5);
INSERT INTO public.schema_version VALUES (6);
INSERT INTO public.schema_version VALUES (7);
INSERT INTO public.schema_version VALUES (8);
INSERT INTO public.schema_version VALUES (9);
INSERT INTO public.schema_version VALUES (10);
INSERT INTO public.schema_version VALUES (11);
INSERT INTO public.schema_version VALUES (12);
INSERT INTO public.schema_version VALUES (13);
INSERT INTO public.schema_version VALUES (14);
INSERT INTO public.schema_version VALUES (15);
INSERT INTO public.schema_version VALUES (16);


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: source; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.source OVERRIDING SYSTEM VALUE VALUES (1, 1, 'animals.txt', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c', 618, 'text', 'ready', NULL, NULL, NULL, NULL, NULL, NULL, 1795308048491, 1, 'upload', NULL);
INSERT INTO public.source OVERRIDING SYSTEM VALUE VALUES (2, 2, 'reviews.csv', '73490b72c640ff875c7f072885f7556af7a2c536de9027ab6503d5a6ccb71932', 256, 'text', 'ready', NULL, NULL, NULL, NULL, NULL, NULL, 1795308053692, 1, 'import', NULL);


--
-- Data for Name: storage_rule; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.storage_rule VALUES (2, 1000000, 'wav', 1, 0, 90, 'settled', NULL);


--
-- Data for Name: task; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (5, 1, 5, 'open', 0, 0, 2, 3, 0, 16777220, NULL, 0, NULL, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 'settled', 2, 0, 0, 3, 0, 16777216, 1, 0, NULL, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (2, 1, 2, 'contested', 3, 0, 0, 3, 0, 16777217, 3, 0, NULL, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (3, 1, 3, 'open', 1, 1, 1, 3, 0, 16777218, 4, 0, NULL, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (4, 1, 4, 'open', 0, 0, 2, 3, 0, 16777219, 5, 0, NULL, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (11, 2, 11, 'open', 0, 0, 1, 1, 0, 130826891989288, NULL, 0, 'r6', 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (12, 2, 12, 'open', 0, 0, 1, 1, 0, 130826891989288, NULL, 0, 'r7', 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (13, 2, 13, 'settled', 0, 0, 0, 1, 0, 130826891989288, 0, 0, 'r8', 1);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (6, 2, 6, 'settled', 0, 0, 0, 1, 0, 3213782398023031, NULL, 0, 'r1', 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (7, 2, 7, 'settled', 0, 0, 0, 1, 0, 3213782398023031, NULL, 0, 'r2', 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (8, 2, 8, 'settled', 0, 0, 0, 1, 0, 3213782398023031, NULL, 0, 'r3', 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (9, 2, 9, 'settled', 0, 0, 0, 1, 0, 3213782398023031, NULL, 0, 'r4', 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (10, 2, 10, 'settled', 1, 0, 0, 1, 0, 130826891989288, 0, 0, 'r5', 0);


--
-- Data for Name: task_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.task_group OVERRIDING SYSTEM VALUE VALUES (1, 2, 'text', 'confirmed', 1, 1795308054275);


--
-- Data for Name: task_group_member; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.task_group_member VALUES (11, 1);
INSERT INTO public.task_group_member VALUES (12, 1);


--
-- Data for Name: upload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version OVERRIDING SYSTEM VALUE VALUES (1, 2, 'v1', 'a292e3ae0cd0983d30d72591e1b0ba23f3b1857868ae85fa4c5faeea43214176', NULL, 0.5, 0.25, 0.25, '1', 5, 1795308054230);


--
-- Data for Name: version_adjudication; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_erasure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_example; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_example VALUES (1, 0, 6, 'item-22a799a2a73aa4b7', 'good', 'good', 0, 0, 'prediction', 1795308054188);
INSERT INTO public.version_example VALUES (1, 1, 7, 'item-86befd54440750ff', 'bad', 'bad', 0, 0, 'prediction', 1795308054188);
INSERT INTO public.version_example VALUES (1, 2, 8, 'item-f742d99f925b26c4', 'good', 'good', 0, 0, 'prediction', 1795308054188);
INSERT INTO public.version_example VALUES (1, 3, 9, 'item-e515eaab59ff148d', 'bad', 'bad', 0, 0, 'prediction', 1795308054188);
INSERT INTO public.version_example VALUES (1, 4, 10, 'item-d270ece343cc0f06', 'good', 'good', 1, 1, 'quorum', 1795308054221);


--
-- Data for Name: version_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_group VALUES (1, 'item-86befd54440750ff', 'train');
INSERT INTO public.version_group VALUES (1, 'item-d270ece343cc0f06', 'train');
INSERT INTO public.version_group VALUES (1, 'item-e515eaab59ff148d', 'train');
INSERT INTO public.version_group VALUES (1, 'item-f742d99f925b26c4', 'test');
INSERT INTO public.version_group VALUES (1, 'item-22a799a2a73aa4b7', 'validation');


--
-- Data for Name: version_prediction; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_prediction VALUES (1, 1);
INSERT INTO public.version_prediction VALUES (1, 2);
INSERT INTO public.version_prediction VALUES (1, 3);
INSERT INTO public.version_prediction VALUES (1, 4);


--
-- Data for Name: version_vote; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_vote VALUES (1, 7);


--
-- Data for Name: webhook; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.webhook OVERRIDING SYSTEM VALUE VALUES (1, 2, 'https://1.1.1.1/quorum', ' task.settled ', 'whsec_fmZ1iXK71QxIJm3qK/Oc5xAWmpn1/YKCMDo/h2pmsY8=', 1795308054316, NULL, NULL, NULL);


--
-- Data for Name: webhook_delivery; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: webhook_outbox; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: acceptance_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.acceptance_id_seq', 1, true);


--
-- Name: account_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_id_seq', 4, true);


--
-- Name: adjudication_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.adjudication_id_seq', 1, false);


--
-- Name: annotation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.annotation_id_seq', 7, true);


--
-- Name: api_token_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.api_token_id_seq', 1, true);


--
-- Name: assignment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assignment_id_seq', 9, true);


--
-- Name: chunk_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.chunk_id_seq', 13, true);


--
-- Name: erasure_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.erasure_id_seq', 1, false);


--
-- Name: gold_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.gold_id_seq', 1, true);


--
-- Name: group_act_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.group_act_id_seq', 1, true);


--
-- Name: invitation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invitation_id_seq', 1, false);


--
-- Name: job_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.job_id_seq', 1, true);


--
-- Name: pause_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.pause_id_seq', 1, true);


--
-- Name: prediction_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.prediction_id_seq', 8, true);


--
-- Name: project_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.project_id_seq', 2, true);


--
-- Name: source_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.source_id_seq', 2, true);


--
-- Name: task_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.task_group_id_seq', 1, true);


--
-- Name: task_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.task_id_seq', 13, true);


--
-- Name: upload_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.upload_id_seq', 1, false);


--
-- Name: version_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.version_id_seq', 1, true);


--
-- Name: webhook_delivery_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhook_delivery_id_seq', 1, false);


--
-- Name: webhook_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhook_id_seq', 1, true);


--
-- Name: webhook_outbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.webhook_outbox_id_seq', 1, false);


--
-- Name: acceptance acceptance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acceptance
    ADD CONSTRAINT acceptance_pkey PRIMARY KEY (id);


--
-- Name: acceptance_task acceptance_task_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acceptance_task
    ADD CONSTRAINT acceptance_task_pkey PRIMARY KEY (acceptance, task);


--
-- Name: account account_name_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_name_key_key UNIQUE (name_key);


--
-- Name: account account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);


--
-- Name: adjudication_error adjudication_error_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjudication_error
    ADD CONSTRAINT adjudication_error_pkey PRIMARY KEY (adjudication, name);


--
-- Name: adjudication adjudication_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjudication
    ADD CONSTRAINT adjudication_pkey PRIMARY KEY (id);


--
-- Name: annotation annotation_assignment_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_assignment_key UNIQUE (assignment);


--
-- Name: annotation annotation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_pkey PRIMARY KEY (id);


--
-- Name: annotation annotation_task_annotator_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_task_annotator_key UNIQUE (task, annotator);


--
-- Name: api_token api_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);


--
-- Name: api_token api_token_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_token_hash_key UNIQUE (token_hash);


--
-- Name: assignment assignment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (id);


--
-- Name: assignment assignment_task_annotator_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_task_annotator_key UNIQUE (task, annotator);


--
-- Name: audit_event audit_event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_pkey PRIMARY KEY (sequence);


--
-- Name: audit_head audit_head_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_pkey PRIMARY KEY (one);


--
-- Name: chunk chunk_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk
    ADD CONSTRAINT chunk_pkey PRIMARY KEY (id);


--
-- Name: chunk chunk_source_ordinal_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk
    ADD CONSTRAINT chunk_source_ordinal_key UNIQUE (source, ordinal);


--
-- Name: dispatch dispatch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT dispatch_pkey PRIMARY KEY (project);


--
-- Name: dispatch_progress dispatch_progress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch_progress
    ADD CONSTRAINT dispatch_progress_pkey PRIMARY KEY (project, annotator);


--
-- Name: erasure_file erasure_file_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.erasure_file
    ADD CONSTRAINT erasure_file_pkey PRIMARY KEY (kind, name, erasure);


--
-- Name: erasure erasure_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.erasure
    ADD CONSTRAINT erasure_pkey PRIMARY KEY (id);


--
-- Name: gold_answer gold_answer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold_answer
    ADD CONSTRAINT gold_answer_pkey PRIMARY KEY (annotation);


--
-- Name: gold gold_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold
    ADD CONSTRAINT gold_pkey PRIMARY KEY (id);


--
-- Name: gold_progress gold_progress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold_progress
    ADD CONSTRAINT gold_progress_pkey PRIMARY KEY (project, annotator);


--
-- Name: group_act_move group_act_move_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act_move
    ADD CONSTRAINT group_act_move_pkey PRIMARY KEY (act, task);


--
-- Name: group_act group_act_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act
    ADD CONSTRAINT group_act_pkey PRIMARY KEY (id);


--
-- Name: group_act_state group_act_state_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act_state
    ADD CONSTRAINT group_act_state_pkey PRIMARY KEY (act, task_group);


--
-- Name: idempotency_key idempotency_key_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (account, key_hash);


--
-- Name: invitation invitation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);


--
-- Name: invitation invitation_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_token_hash_key UNIQUE (token_hash);


--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);


--
-- Name: consensus label_pkey1; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consensus
    ADD CONSTRAINT label_pkey1 PRIMARY KEY (task);


--
-- Name: login_failure login_failure_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.login_failure
    ADD CONSTRAINT login_failure_pkey PRIMARY KEY (key);


--
-- Name: membership membership_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (account, project);


--
-- Name: pause pause_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pause
    ADD CONSTRAINT pause_pkey PRIMARY KEY (id);


--
-- Name: prediction prediction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.prediction
    ADD CONSTRAINT prediction_pkey PRIMARY KEY (id);


--
-- Name: project_error_kind project_error_kind_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_error_kind
    ADD CONSTRAINT project_error_kind_pkey PRIMARY KEY (project, ordinal);


--
-- Name: project_error_kind project_error_kind_project_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_error_kind
    ADD CONSTRAINT project_error_kind_project_name_key UNIQUE (project, name);


--
-- Name: project_label project_label_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_label
    ADD CONSTRAINT project_label_pkey PRIMARY KEY (project, ordinal);


--
-- Name: project_label project_label_project_label_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_label
    ADD CONSTRAINT project_label_project_label_key UNIQUE (project, label);


--
-- Name: project project_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_name_key UNIQUE (name);


--
-- Name: project project_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);


--
-- Name: source source_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (id);


--
-- Name: source source_project_sha256_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_project_sha256_key UNIQUE (project, sha256);


--
-- Name: storage_rule storage_rule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.storage_rule
    ADD CONSTRAINT storage_rule_pkey PRIMARY KEY (project);


--
-- Name: task_group_member task_group_member_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_group_member
    ADD CONSTRAINT task_group_member_pkey PRIMARY KEY (task);


--
-- Name: task_group task_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_group
    ADD CONSTRAINT task_group_pkey PRIMARY KEY (id);


--
-- Name: task task_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (id);


--
-- Name: task task_project_chunk_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_project_chunk_key UNIQUE (project, chunk);


--
-- Name: upload upload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_pkey PRIMARY KEY (id);


--
-- Name: version_adjudication version_adjudication_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_adjudication
    ADD CONSTRAINT version_adjudication_pkey PRIMARY KEY (version, adjudication);


--
-- Name: version_erasure version_erasure_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_erasure
    ADD CONSTRAINT version_erasure_pkey PRIMARY KEY (version, erasure);


--
-- Name: version_example version_example_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_example
    ADD CONSTRAINT version_example_pkey PRIMARY KEY (version, ordinal);


--
-- Name: version_example version_example_version_task_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_example
    ADD CONSTRAINT version_example_version_task_key UNIQUE (version, task);


--
-- Name: version_group version_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_group
    ADD CONSTRAINT version_group_pkey PRIMARY KEY (version, group_name);


--
-- Name: version version_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (id);


--
-- Name: version_prediction version_prediction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_prediction
    ADD CONSTRAINT version_prediction_pkey PRIMARY KEY (version, prediction);


--
-- Name: version version_project_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_project_digest_key UNIQUE (project, digest);


--
-- Name: version version_project_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_project_name_key UNIQUE (project, name);


--
-- Name: version_vote version_vote_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_vote
    ADD CONSTRAINT version_vote_pkey PRIMARY KEY (version, annotation);


--
-- Name: webhook_delivery webhook_delivery_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (id);


--
-- Name: webhook_outbox webhook_outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_outbox
    ADD CONSTRAINT webhook_outbox_pkey PRIMARY KEY (id);


--
-- Name: webhook webhook_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (id);


--
-- Name: acceptance_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX acceptance_project ON public.acceptance USING btree (project, id);


--
-- Name: acceptance_task_prediction; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX acceptance_task_prediction ON public.acceptance_task USING btree (prediction);


--
-- Name: acceptance_task_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX acceptance_task_task ON public.acceptance_task USING btree (task);


--
-- Name: adjudication_group_act; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX adjudication_group_act ON public.adjudication USING btree (group_act) WHERE (group_act IS NOT NULL);


--
-- Name: adjudication_opinion; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX adjudication_opinion ON public.adjudication USING btree (task, expert) WHERE ((undone_at IS NULL) AND (action <> 'more_votes'::text));


--
-- Name: adjudication_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX adjudication_task ON public.adjudication USING btree (task, id);


--
-- Name: annotation_pause; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX annotation_pause ON public.annotation USING btree (pause) WHERE (pause IS NOT NULL);


--
-- Name: annotation_prediction; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX annotation_prediction ON public.annotation USING btree (prediction) WHERE (prediction IS NOT NULL);


--
-- Name: api_token_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_token_account ON public.api_token USING btree (account, id);


--
-- Name: assignment_annotator; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assignment_annotator ON public.assignment USING btree (annotator, project, state);


--
-- Name: assignment_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assignment_expiry ON public.assignment USING btree (project, expires_at) WHERE (state = 'live'::text);


--
-- Name: assignment_live; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX assignment_live ON public.assignment USING btree (project, annotator, place) WHERE (state = 'live'::text);


--
-- Name: assignment_prediction; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX assignment_prediction ON public.assignment USING btree (prediction) WHERE (prediction IS NOT NULL);


--
-- Name: chunk_erasure; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chunk_erasure ON public.chunk USING btree (erasure) WHERE (erasure IS NOT NULL);


--
-- Name: erasure_file_erasure; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX erasure_file_erasure ON public.erasure_file USING btree (erasure);


--
-- Name: erasure_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX erasure_project ON public.erasure USING btree (project, id);


--
-- Name: gold_answer_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX gold_answer_person ON public.gold_answer USING btree (project, annotator, annotation);


--
-- Name: gold_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX gold_task ON public.gold USING btree (task, id);


--
-- Name: group_act_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX group_act_project ON public.group_act USING btree (project, id);


--
-- Name: group_act_state_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX group_act_state_group ON public.group_act_state USING btree (task_group, act);


--
-- Name: idempotency_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_expiry ON public.idempotency_key USING btree (expires_at);


--
-- Name: invitation_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitation_project ON public.invitation USING btree (project, id);


--
-- Name: job_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_project ON public.job USING btree (project, id);


--
-- Name: job_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_source ON public.job USING btree (source) WHERE (source IS NOT NULL);


--
-- Name: job_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_waiting ON public.job USING btree (id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));


--
-- Name: login_failure_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX login_failure_age ON public.login_failure USING btree (last_at);


--
-- Name: membership_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX membership_project ON public.membership USING btree (project, account);


--
-- Name: pause_annotator; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pause_annotator ON public.pause USING btree (annotator, project);


--
-- Name: pause_open; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX pause_open ON public.pause USING btree (project, annotator) WHERE (lifted_at IS NULL);


--
-- Name: prediction_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX prediction_task ON public.prediction USING btree (task, id);


--
-- Name: session_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_expiry ON public.session USING btree (expires_at);


--
-- Name: source_content; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_content ON public.source USING btree (sha256);


--
-- Name: task_begun; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_begun ON public.task USING btree (project, turn) WHERE ((turn IS NOT NULL) AND (state = 'open'::text) AND (leases < wanted));


--
-- Name: task_chunk; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_chunk ON public.task USING btree (chunk);


--
-- Name: task_fresh; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_fresh ON public.task USING btree (project, barred, "position", id) WHERE ((turn IS NULL) AND (state = 'open'::text));


--
-- Name: task_gold; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_gold ON public.task USING btree (project, id) WHERE (gold = 1);


--
-- Name: task_group_member_group; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_group_member_group ON public.task_group_member USING btree (task_group, task);


--
-- Name: task_group_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_group_project ON public.task_group USING btree (project, state, id);


--
-- Name: task_item; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX task_item ON public.task USING btree (project, item) WHERE (item IS NOT NULL);


--
-- Name: task_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_state ON public.task USING btree (project, state, discarded, id);


--
-- Name: upload_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX upload_expiry ON public.upload USING btree (expires_at);


--
-- Name: upload_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX upload_project ON public.upload USING btree (project) WHERE (source IS NULL);


--
-- Name: upload_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX upload_source ON public.upload USING btree (source) WHERE (source IS NOT NULL);


--
-- Name: version_adjudication_act; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_adjudication_act ON public.version_adjudication USING btree (adjudication);


--
-- Name: version_example_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_example_task ON public.version_example USING btree (task);


--
-- Name: version_prediction_prediction; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_prediction_prediction ON public.version_prediction USING btree (prediction);


--
-- Name: version_vote_annotation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_vote_annotation ON public.version_vote USING btree (annotation);


--
-- Name: webhook_delivery_age; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_delivery_age ON public.webhook_delivery USING btree (created_at);


--
-- Name: webhook_delivery_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (due_at) WHERE (state = 'pending'::text);


--
-- Name: webhook_delivery_webhook; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_delivery_webhook ON public.webhook_delivery USING btree (webhook, id);


--
-- Name: webhook_outbox_webhook; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_outbox_webhook ON public.webhook_outbox USING btree (webhook, id);


--
-- Name: webhook_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_project ON public.webhook USING btree (project, id);


--
-- Name: acceptance acceptance_manager_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acceptance
    ADD CONSTRAINT acceptance_manager_fkey FOREIGN KEY (manager) REFERENCES public.account(id);


--
-- Name: acceptance acceptance_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acceptance
    ADD CONSTRAINT acceptance_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: acceptance_task acceptance_task_acceptance_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acceptance_task
    ADD CONSTRAINT acceptance_task_acceptance_fkey FOREIGN KEY (acceptance) REFERENCES public.acceptance(id);


--
-- Name: acceptance_task acceptance_task_prediction_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acceptance_task
    ADD CONSTRAINT acceptance_task_prediction_fkey FOREIGN KEY (prediction) REFERENCES public.prediction(id);


--
-- Name: acceptance_task acceptance_task_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acceptance_task
    ADD CONSTRAINT acceptance_task_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: acceptance acceptance_undone_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.acceptance
    ADD CONSTRAINT acceptance_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.account(id);


--
-- Name: adjudication_error adjudication_error_adjudication_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjudication_error
    ADD CONSTRAINT adjudication_error_adjudication_fkey FOREIGN KEY (adjudication) REFERENCES public.adjudication(id);


--
-- Name: adjudication adjudication_expert_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjudication
    ADD CONSTRAINT adjudication_expert_fkey FOREIGN KEY (expert) REFERENCES public.account(id);


--
-- Name: adjudication adjudication_group_act_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjudication
    ADD CONSTRAINT adjudication_group_act_fkey FOREIGN KEY (group_act) REFERENCES public.group_act(id);


--
-- Name: adjudication adjudication_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjudication
    ADD CONSTRAINT adjudication_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: adjudication adjudication_undone_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.adjudication
    ADD CONSTRAINT adjudication_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.account(id);


--
-- Name: annotation annotation_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: annotation annotation_assignment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_assignment_fkey FOREIGN KEY (assignment) REFERENCES public.assignment(id);


--
-- Name: annotation annotation_pause_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_pause_fkey FOREIGN KEY (pause) REFERENCES public.pause(id);


--
-- Name: annotation annotation_prediction_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_prediction_fkey FOREIGN KEY (prediction) REFERENCES public.prediction(id);


--
-- Name: annotation annotation_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.annotation
    ADD CONSTRAINT annotation_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: api_token api_token_account_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_account_fkey FOREIGN KEY (account) REFERENCES public.account(id);


--
-- Name: api_token api_token_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: assignment assignment_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: assignment assignment_prediction_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_prediction_fkey FOREIGN KEY (prediction) REFERENCES public.prediction(id);


--
-- Name: assignment assignment_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: assignment assignment_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: audit_event audit_event_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT audit_event_actor_fkey FOREIGN KEY (actor) REFERENCES public.account(id);


--
-- Name: chunk chunk_erasure_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk
    ADD CONSTRAINT chunk_erasure_fkey FOREIGN KEY (erasure) REFERENCES public.erasure(id);


--
-- Name: chunk chunk_source_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk
    ADD CONSTRAINT chunk_source_fkey FOREIGN KEY (source) REFERENCES public.source(id);


--
-- Name: dispatch_progress dispatch_progress_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch_progress
    ADD CONSTRAINT dispatch_progress_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: dispatch_progress dispatch_progress_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch_progress
    ADD CONSTRAINT dispatch_progress_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: dispatch dispatch_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dispatch
    ADD CONSTRAINT dispatch_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: erasure erasure_actor_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.erasure
    ADD CONSTRAINT erasure_actor_fkey FOREIGN KEY (actor) REFERENCES public.account(id);


--
-- Name: erasure_file erasure_file_erasure_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.erasure_file
    ADD CONSTRAINT erasure_file_erasure_fkey FOREIGN KEY (erasure) REFERENCES public.erasure(id);


--
-- Name: erasure erasure_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.erasure
    ADD CONSTRAINT erasure_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: gold_answer gold_answer_annotation_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold_answer
    ADD CONSTRAINT gold_answer_annotation_fkey FOREIGN KEY (annotation) REFERENCES public.annotation(id);


--
-- Name: gold_answer gold_answer_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold_answer
    ADD CONSTRAINT gold_answer_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: gold_answer gold_answer_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold_answer
    ADD CONSTRAINT gold_answer_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: gold_progress gold_progress_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold_progress
    ADD CONSTRAINT gold_progress_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: gold_progress gold_progress_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold_progress
    ADD CONSTRAINT gold_progress_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: gold gold_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.gold
    ADD CONSTRAINT gold_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: group_act group_act_expert_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act
    ADD CONSTRAINT group_act_expert_fkey FOREIGN KEY (expert) REFERENCES public.account(id);


--
-- Name: group_act_move group_act_move_act_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act_move
    ADD CONSTRAINT group_act_move_act_fkey FOREIGN KEY (act) REFERENCES public.group_act(id);


--
-- Name: group_act_move group_act_move_after_act_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act_move
    ADD CONSTRAINT group_act_move_after_act_fkey FOREIGN KEY (after_act) REFERENCES public.task_group(id);


--
-- Name: group_act_move group_act_move_before_act_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act_move
    ADD CONSTRAINT group_act_move_before_act_fkey FOREIGN KEY (before_act) REFERENCES public.task_group(id);


--
-- Name: group_act_move group_act_move_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act_move
    ADD CONSTRAINT group_act_move_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: group_act group_act_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act
    ADD CONSTRAINT group_act_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: group_act_state group_act_state_act_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act_state
    ADD CONSTRAINT group_act_state_act_fkey FOREIGN KEY (act) REFERENCES public.group_act(id);


--
-- Name: group_act_state group_act_state_task_group_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act_state
    ADD CONSTRAINT group_act_state_task_group_fkey FOREIGN KEY (task_group) REFERENCES public.task_group(id);


--
-- Name: group_act group_act_task_group_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act
    ADD CONSTRAINT group_act_task_group_fkey FOREIGN KEY (task_group) REFERENCES public.task_group(id);


--
-- Name: group_act group_act_undone_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_act
    ADD CONSTRAINT group_act_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES public.account(id);


--
-- Name: idempotency_key idempotency_key_account_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_account_fkey FOREIGN KEY (account) REFERENCES public.account(id);


--
-- Name: invitation invitation_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.account(id);


--
-- Name: invitation invitation_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: job job_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: job job_source_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_source_fkey FOREIGN KEY (source) REFERENCES public.source(id);


--
-- Name: job job_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- Name: consensus label_task_fkey1; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consensus
    ADD CONSTRAINT label_task_fkey1 FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: membership membership_account_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_account_fkey FOREIGN KEY (account) REFERENCES public.account(id);


--
-- Name: membership membership_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: pause pause_annotator_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pause
    ADD CONSTRAINT pause_annotator_fkey FOREIGN KEY (annotator) REFERENCES public.account(id);


--
-- Name: pause pause_lifted_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pause
    ADD CONSTRAINT pause_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES public.account(id);


--
-- Name: pause pause_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pause
    ADD CONSTRAINT pause_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: prediction prediction_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.prediction
    ADD CONSTRAINT prediction_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: project_error_kind project_error_kind_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_error_kind
    ADD CONSTRAINT project_error_kind_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: project_label project_label_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.project_label
    ADD CONSTRAINT project_label_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: session session_account_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account_fkey FOREIGN KEY (account) REFERENCES public.account(id);


--
-- Name: source source_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: source source_uploader_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source
    ADD CONSTRAINT source_uploader_fkey FOREIGN KEY (uploader) REFERENCES public.account(id);


--
-- Name: storage_rule storage_rule_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.storage_rule
    ADD CONSTRAINT storage_rule_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: task task_chunk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_chunk_fkey FOREIGN KEY (chunk) REFERENCES public.chunk(id);


--
-- Name: task_group_member task_group_member_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_group_member
    ADD CONSTRAINT task_group_member_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: task_group_member task_group_member_task_group_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_group_member
    ADD CONSTRAINT task_group_member_task_group_fkey FOREIGN KEY (task_group) REFERENCES public.task_group(id);


--
-- Name: task_group task_group_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task_group
    ADD CONSTRAINT task_group_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: task task_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: upload upload_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: upload upload_source_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_source_fkey FOREIGN KEY (source) REFERENCES public.source(id);


--
-- Name: upload upload_uploader_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_uploader_fkey FOREIGN KEY (uploader) REFERENCES public.account(id);


--
-- Name: version_adjudication version_adjudication_adjudication_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_adjudication
    ADD CONSTRAINT version_adjudication_adjudication_fkey FOREIGN KEY (adjudication) REFERENCES public.adjudication(id);


--
-- Name: version_adjudication version_adjudication_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_adjudication
    ADD CONSTRAINT version_adjudication_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- Name: version_erasure version_erasure_erasure_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_erasure
    ADD CONSTRAINT version_erasure_erasure_fkey FOREIGN KEY (erasure) REFERENCES public.erasure(id);


--
-- Name: version_erasure version_erasure_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_erasure
    ADD CONSTRAINT version_erasure_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- Name: version_example version_example_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_example
    ADD CONSTRAINT version_example_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


--
-- Name: version_example version_example_version_group_name_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_example
    ADD CONSTRAINT version_example_version_group_name_fkey FOREIGN KEY (version, group_name) REFERENCES public.version_group(version, group_name);


--
-- Name: version_group version_group_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_group
    ADD CONSTRAINT version_group_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- Name: version version_parent_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_parent_fkey FOREIGN KEY (parent) REFERENCES public.version(id);


--
-- Name: version_prediction version_prediction_prediction_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_prediction
    ADD CONSTRAINT version_prediction_prediction_fkey FOREIGN KEY (prediction) REFERENCES public.prediction(id);


--
-- Name: version_prediction version_prediction_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_prediction
    ADD CONSTRAINT version_prediction_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- Name: version version_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- Name: version_vote version_vote_annotation_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_vote
    ADD CONSTRAINT version_vote_annotation_fkey FOREIGN KEY (annotation) REFERENCES public.annotation(id);


--
-- Name: version_vote version_vote_version_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_vote
    ADD CONSTRAINT version_vote_version_fkey FOREIGN KEY (version) REFERENCES public.version(id);


--
-- Name: webhook_delivery webhook_delivery_webhook_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_webhook_fkey FOREIGN KEY (webhook) REFERENCES public.webhook(id) ON DELETE CASCADE;


--
-- Name: webhook_outbox webhook_outbox_webhook_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_outbox
    ADD CONSTRAINT webhook_outbox_webhook_fkey FOREIGN KEY (webhook) REFERENCES public.webhook(id) ON DELETE CASCADE;


--
-- Name: webhook webhook_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook
    ADD CONSTRAINT webhook_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


--
-- PostgreSQL database dump complete
--

\unrestrict ecXP2lZAen9dtaYl3qlWGEQcU6KRcLjHR69dgfUWTNct8rrdk7OWG6mMjIyRKMK

