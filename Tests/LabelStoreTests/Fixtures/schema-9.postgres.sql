--
-- PostgreSQL database dump
--

\restrict FRqLwK3dmi2dkGFZ66PaUVLkvbZjLWPrZe9bdNMJ5TZGlCzR3zTP6AiylViEEaa

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
    expires_at bigint NOT NULL
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
    served bigint NOT NULL,
    last_task bigint NOT NULL
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
-- Data for Name: acceptance; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.acceptance OVERRIDING SYSTEM VALUE VALUES (1, 2, 'm1', 0.9, 0, '1', 1, 1795301917436, NULL, NULL);


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

INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (1, 'lead', 'lead', '$scrypt$ln=15,r=8,p=3$CegB4282lnGH7SY6lbbPPA==$3oivOuU4uWYbN/wx7oQmLvLVyVsweAS7urfvPhYb5bo=', 1795301914473, 'admin', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (2, 'ada', 'ada', '$scrypt$ln=15,r=8,p=3$znCgmMoUMnt/Xk7p6BWPow==$2+plpPzNVWrgCkqJUYAjuLRXwnjrHk82DITeOjC41ds=', 1795301915316, 'member', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (3, 'ben', 'ben', '$scrypt$ln=15,r=8,p=3$jZnpvPgzs5Cxp3K5RMhfBg==$gtlJEFgdkpcZPGfFI7oOzNEdOXRbzDtnb5W8ZkI0ew8=', 1795301915931, 'member', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (4, 'chen', 'chen', '$scrypt$ln=15,r=8,p=3$F+bTJEBXAZCjciX5D7qCMg==$LtwIua/z5BhNNtDx9FaeeSbBCW1N8m3+EEu/rQPLrdM=', 1795301916613, 'member', NULL);


--
-- Data for Name: adjudication; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: adjudication_error; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: annotation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (1, 1, 2, 1, 'cat', 'cat', 1795301916957, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (2, 1, 3, 2, 'cat', 'cat', 1795301916968, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (3, 2, 2, 3, 'cat', 'cat', 1795301916979, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (4, 2, 3, 4, 'dog', 'dog', 1795301916988, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (5, 2, 4, 5, 'cow', 'cow', 1795301916997, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (6, 3, 2, 6, 'dog', 'dog', 1795301917007, NULL, NULL);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (7, 10, 2, 9, 'good', 'good', 1795301917472, NULL, NULL);


--
-- Data for Name: api_token; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: assignment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 2, 'answered', 1795301916945, 1795302516945, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 3, 'answered', 1795301916963, 1795302516963, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 2, 'answered', 1795301916974, 1795302516974, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (4, 1, 2, 3, 'answered', 1795301916983, 1795302516983, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (5, 1, 2, 4, 'answered', 1795301916992, 1795302516992, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (6, 1, 3, 2, 'answered', 1795301917001, 1795302517001, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (7, 1, 3, 3, 'live', 1795301917011, 1795302517011, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (8, 1, 4, 4, 'skipped', 1795301917015, 1795302517015, 0, NULL);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (9, 2, 10, 2, 'answered', 1795301917454, 1795302517454, 0, NULL);


--
-- Data for Name: audit_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_event VALUES (1, 1795301914473, 1, 'user.created', 'user 1', 'admin', 'f12710a58acc1034390e7f250fd6eb72dd9d3211d9aada784c798f174842896b');
INSERT INTO public.audit_event VALUES (2, 1795301914476, 1, 'session.opened', 'user 1', '', '30cf231416633bb5c7e8f243b5cacf51fd2c40207161ed51beb6f79c314edf76');
INSERT INTO public.audit_event VALUES (3, 1795301914487, 1, 'member.added', 'project 1', 'user 1 owner', 'e148edc5ef5606a8381719b276a26240293b7a1dacd171f0461cfe48020558da');
INSERT INTO public.audit_event VALUES (4, 1795301914487, 1, 'project.created', 'project 1', 'classification 2/3 Animals', '80c9dfc38b1c07bdb83dffdf4d5770de78041afb95f699d0fd3c6f8b5aa7366b');
INSERT INTO public.audit_event VALUES (5, 1795301914504, 1, 'source.added', 'source 1', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c', '7fae684933de8e411d2b3e99302081e79eced954f08d058ae3617d6497bed456');
INSERT INTO public.audit_event VALUES (6, 1795301914833, NULL, 'source.chunked', 'source 1', '5 chunks', '1ead7f30207b14007f1e189ff8e371bb772ee5180d7f19e66ffeb58f040361ca');
INSERT INTO public.audit_event VALUES (7, 1795301915316, 1, 'user.created', 'user 2', 'member', 'f7ee51fcfca50ddd7194fc37a32f50859b18e6bf1cc0b8176b75b3b543842647');
INSERT INTO public.audit_event VALUES (8, 1795301915316, 1, 'member.added', 'project 1', 'user 2 annotator', '24827c3f28afd6585c4dc7106aded2ce0c5f099cc8e2ea0eb8696a4c6f81579a');
INSERT INTO public.audit_event VALUES (9, 1795301915635, 2, 'session.opened', 'user 2', '', '97f23e318e0d9f45e9fa7c5b903d7a536ad5258e622db35f201b595bbad7d327');
INSERT INTO public.audit_event VALUES (10, 1795301915931, 1, 'user.created', 'user 3', 'member', '381f1949674141d9fabc358323b9278243062309a7d12133cadf9151897b5f92');
INSERT INTO public.audit_event VALUES (11, 1795301915931, 1, 'member.added', 'project 1', 'user 3 annotator', 'd537a3dc35510dc696077244155cec4c238ed093acaf80576db804152f23843c');
INSERT INTO public.audit_event VALUES (12, 1795301916285, 3, 'session.opened', 'user 3', '', '479b12dd85db85fd95b01150ca5c34b7a8a1ee422a5c2f6dc73d1cfe5e63cde2');
INSERT INTO public.audit_event VALUES (13, 1795301916613, 1, 'user.created', 'user 4', 'member', '67cc5ef9d81fe54ded7346dfe2befd9b8a29d152d46ab1ea945809776853969b');
INSERT INTO public.audit_event VALUES (14, 1795301916613, 1, 'member.added', 'project 1', 'user 4 annotator', '3a887e371ab155bc9037bd4f9038559e7fe9174c47298de1cd84fac98eea0fac');
INSERT INTO public.audit_event VALUES (15, 1795301916942, 4, 'session.opened', 'user 4', '', 'ff908b04ba4fcfd9287a9795f5d0b4c016c2c0bdde6b5430d28dab1ffdf66bc6');
INSERT INTO public.audit_event VALUES (16, 1795301916957, 2, 'annotation.submitted', 'annotation 1', 'task 1', '8ab4f4756db5ad392ecae1ad6b511972592f8538fabc91bd1c1b52363adf827b');
INSERT INTO public.audit_event VALUES (17, 1795301916968, 3, 'annotation.submitted', 'annotation 2', 'task 1', '8b7032ae9ed7c90f22d13749673d858d6c3d3540835c017b603bbafca94552d2');
INSERT INTO public.audit_event VALUES (18, 1795301916968, NULL, 'task.settled', 'task 1', '', '45343e6a698f69e9419ce03ba46bde6952f846a3835e9ab972fdc7c22aea575f');
INSERT INTO public.audit_event VALUES (19, 1795301916979, 2, 'annotation.submitted', 'annotation 3', 'task 2', '061cb3b62b5d92a8640a843472165860d7a21854f2234ee235f9eaf15e4fa682');
INSERT INTO public.audit_event VALUES (20, 1795301916988, 3, 'annotation.submitted', 'annotation 4', 'task 2', 'f38f4f6b433e43a92df8a33026d0918cf6ef494f7a0ddbb78e97208ca4e187da');
INSERT INTO public.audit_event VALUES (21, 1795301916997, 4, 'annotation.submitted', 'annotation 5', 'task 2', '75e1bc47c700171ec79fe2df94ee2d5dda1c720959dc3353c5f632fd01f75c24');
INSERT INTO public.audit_event VALUES (22, 1795301916997, NULL, 'task.contested', 'task 2', '', '1389203620261e7e0b3619cb9adb4b60a8f70f072631cb294b02f82dd9d5f76f');
INSERT INTO public.audit_event VALUES (23, 1795301917007, 2, 'annotation.submitted', 'annotation 6', 'task 3', '7ea8b770b96f58aaf8dc0e94cc54f960f8aa84ee555f2a107f91d639408905f9');
INSERT INTO public.audit_event VALUES (24, 1795301917018, 4, 'task.skipped', 'task 4', '', 'bdc6f194b898b63e46a084adf3419086a1b8736efcfbf2d6b13280ed5086091d');
INSERT INTO public.audit_event VALUES (25, 1795301917030, 1, 'member.added', 'project 2', 'user 1 owner', '99b432dcdc650fc40758acc77b35735ab5f48f4be0bce24f923bc8ab61db51b2');
INSERT INTO public.audit_event VALUES (26, 1795301917030, 1, 'project.created', 'project 2', 'classification 1/1 Reviews', 'c4ee26cfe383e6b3aca886d4110ca4eec605c8a96c51191a745b09344b845fba');
INSERT INTO public.audit_event VALUES (27, 1795301917039, 1, 'member.added', 'project 2', 'user 2 annotator', 'e3148299fa50a3632a23c04b29db345ef996c0467c5c3bce6bff9400e595b769');
INSERT INTO public.audit_event VALUES (28, 1795301917043, 1, 'member.added', 'project 2', 'user 3 annotator', '72647d95c40b0e367db0283fe761db05a9793184a21b9af506bc66d58562e19e');
INSERT INTO public.audit_event VALUES (29, 1795301917201, 1, 'rows.imported', 'project 2', 'rows 1 to 7 of 73490b72c640ff875c7f072885f7556af7a2c536de9027ab6503d5a6ccb71932: 7 items, 7 predictions, 0 answers, 0 gold', 'b2027f5c130899323a2435cf05006c141bccb0a43279bc04a349322e6289c7cd');
INSERT INTO public.audit_event VALUES (30, 1795301917211, 1, 'rows.imported', 'project 2', 'rows 8 to 8 of 73490b72c640ff875c7f072885f7556af7a2c536de9027ab6503d5a6ccb71932: 1 items, 1 predictions, 0 answers, 0 gold', '2c98c7e1fe932f28716beba89bd50868e77f021bcb443a6417e6c94849b2cadd');
INSERT INTO public.audit_event VALUES (31, 1795301917403, 1, 'rows.imported', 'project 2', 'rows 1 to 1 of e2d32d7ce132fe942b96d486330ff0bd4560d6b5646edc47900ac268e0c92bc3: 0 items, 0 predictions, 0 answers, 1 gold', '1db3b05bbc52970391461d68950ea06d0770b1c4d4c1ea141383b36ac09a32bb');
INSERT INTO public.audit_event VALUES (32, 1795301917436, 1, 'predictions.accepted', 'project 2', 'acceptance 1 from 0.9, 0.0 checked', 'ae13cc1fb274d2cbedb255ff04e2c0c59919435d45b93b7d24a3179aa1a2857a');
INSERT INTO public.audit_event VALUES (33, 1795301917472, 2, 'annotation.submitted', 'annotation 7', 'task 10', 'd828c2a7c4594fe223533c430e5ed8143f5e451c787a0c0b8aec1382c4723fbc');
INSERT INTO public.audit_event VALUES (34, 1795301917472, NULL, 'task.settled', 'task 10', '', '5caf261609177fe1667e9f61d57b59912a1dcc4acddc60a2a8b35d4c96bd7ae7');
INSERT INTO public.audit_event VALUES (35, 1795301917498, 1, 'version.frozen', 'version 1', 'v1 a292e3ae0cd0983d30d72591e1b0ba23f3b1857868ae85fa4c5faeea43214176', '52a6734f20b278b6e1a85e42f5a27d73e21a281d2bca18f250f038e29a85d0d8');
INSERT INTO public.audit_event VALUES (36, 1795301917557, 1, 'annotator.paused', 'user 3', 'project 2 manager', '9a4dc17fec4c64aa12ad628a3181369a6cd329edeb4cc245de105ba57b65e3b4');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (1, 36, '9a4dc17fec4c64aa12ad628a3181369a6cd329edeb4cc245de105ba57b65e3b4');


--
-- Data for Name: chunk; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (1, 1, 0, 0, 124, 'Passage 1. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 124, 248, 'Passage 2. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 248, 372, 'Passage 3. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (4, 1, 3, 372, 496, 'Passage 4. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (5, 1, 4, 496, 618, 'Passage 5. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. ', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (6, 2, 0, 0, 16, 'Review number 1.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-22a799a2a73aa4b7');
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (7, 2, 1, 0, 16, 'Review number 2.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-86befd54440750ff');
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (8, 2, 2, 0, 16, 'Review number 3.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-f742d99f925b26c4');
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (9, 2, 3, 0, 16, 'Review number 4.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-e515eaab59ff148d');
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (10, 2, 4, 0, 16, 'Review number 5.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-d270ece343cc0f06');
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (11, 2, 5, 0, 16, 'Review number 6.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-f92557e43c1365db');
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (12, 2, 6, 0, 16, 'Review number 7.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-5361841bd1c7e09d');
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (13, 2, 7, 0, 16, 'Review number 8.', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'item-399346fbbe9a0c5c');


--
-- Data for Name: consensus; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.consensus VALUES (1, 'cat', 'cat', 2, 2, 'quorum', 1795301916968);
INSERT INTO public.consensus VALUES (13, 'bad', 'bad', 0, 0, 'gold', 1795301917403);
INSERT INTO public.consensus VALUES (6, 'good', 'good', 0, 0, 'prediction', 1795301917436);
INSERT INTO public.consensus VALUES (7, 'bad', 'bad', 0, 0, 'prediction', 1795301917436);
INSERT INTO public.consensus VALUES (8, 'good', 'good', 0, 0, 'prediction', 1795301917436);
INSERT INTO public.consensus VALUES (9, 'bad', 'bad', 0, 0, 'prediction', 1795301917436);
INSERT INTO public.consensus VALUES (10, 'good', 'good', 1, 1, 'quorum', 1795301917472);


--
-- Data for Name: dispatch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.dispatch VALUES (1, 5);
INSERT INTO public.dispatch VALUES (2, 0);


--
-- Data for Name: dispatch_progress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: gold; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.gold OVERRIDING SYSTEM VALUE VALUES (1, 13, 'bad', 'bad', 1795301917403);


--
-- Data for Name: gold_answer; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: gold_progress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invitation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job OVERRIDING SYSTEM VALUE VALUES (1, 1, 'chunk', 1, NULL, NULL, NULL, 1795301914504, 1795301914509, 1795301914833, 'done', 1, 0, 1795301974509, 'vm-24681', NULL, 1);


--
-- Data for Name: login_failure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: membership; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.membership VALUES (1, 1, 'owner', 1795301914487);
INSERT INTO public.membership VALUES (2, 1, 'annotator', 1795301915316);
INSERT INTO public.membership VALUES (3, 1, 'annotator', 1795301915931);
INSERT INTO public.membership VALUES (4, 1, 'annotator', 1795301916613);
INSERT INTO public.membership VALUES (1, 2, 'owner', 1795301917030);
INSERT INTO public.membership VALUES (2, 2, 'annotator', 1795301917039);
INSERT INTO public.membership VALUES (3, 2, 'annotator', 1795301917043);


--
-- Data for Name: pause; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.pause OVERRIDING SYSTEM VALUE VALUES (1, 2, 3, 'manager', 1795301917557, 0, NULL, NULL);


--
-- Data for Name: prediction; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (1, 6, 'm1', 'good', 'good', 0.95, 0.2863969571159563, 0.10000000000000009, 1795301917201);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (2, 7, 'm1', 'bad', 'bad', 0.95, 0.2863969571159563, 0.10000000000000009, 1795301917201);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (3, 8, 'm1', 'good', 'good', 0.95, 0.2863969571159563, 0.10000000000000009, 1795301917201);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (4, 9, 'm1', 'bad', 'bad', 0.95, 0.2863969571159563, 0.10000000000000009, 1795301917201);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (5, 10, 'm1', 'good', 'good', 0.6, 0.9709505944546688, 0.8, 1795301917201);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (6, 11, 'm1', 'bad', 'bad', 0.6, 0.9709505944546688, 0.8, 1795301917201);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (7, 12, 'm1', 'good', 'good', 0.6, 0.9709505944546688, 0.8, 1795301917201);
INSERT INTO public.prediction OVERRIDING SYSTEM VALUE VALUES (8, 13, 'm1', 'bad', 'bad', 0.6, 0.9709505944546688, 0.8, 1795301917211);


--
-- Data for Name: project; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project OVERRIDING SYSTEM VALUE VALUES (1, 'Animals', '', 2, 3, 7, 2, 8, 0.3, 1795301914487, '365765611', 1, 1, 'classification', 'answer', NULL, NULL, 0, 0.5, 'sequential', 0, 0, 0, NULL, 10);
INSERT INTO public.project OVERRIDING SYSTEM VALUE VALUES (2, 'Reviews', '', 1, 1, 7, 2, 30, 0.3, 1795301917030, '3789163902', 1, 1, 'classification', 'answer', NULL, NULL, 0, 0.5, 'entropy', 0, 0, 1, NULL, 10);


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


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: source; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.source OVERRIDING SYSTEM VALUE VALUES (1, 1, 'animals.txt', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c', 618, 'text', 'ready', NULL, NULL, NULL, NULL, NULL, NULL, 1795301914504, 1, 'upload');
INSERT INTO public.source OVERRIDING SYSTEM VALUE VALUES (2, 2, 'reviews.csv', '73490b72c640ff875c7f072885f7556af7a2c536de9027ab6503d5a6ccb71932', 256, 'text', 'ready', NULL, NULL, NULL, NULL, NULL, NULL, 1795301917201, 1, 'import');


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
-- Data for Name: version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version OVERRIDING SYSTEM VALUE VALUES (1, 2, 'v1', 'a292e3ae0cd0983d30d72591e1b0ba23f3b1857868ae85fa4c5faeea43214176', NULL, 0.5, 0.25, 0.25, '1', 5, 1795301917498);


--
-- Data for Name: version_adjudication; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_example; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_example VALUES (1, 0, 6, 'item-22a799a2a73aa4b7', 'good', 'good', 0, 0, 'prediction', 1795301917436);
INSERT INTO public.version_example VALUES (1, 1, 7, 'item-86befd54440750ff', 'bad', 'bad', 0, 0, 'prediction', 1795301917436);
INSERT INTO public.version_example VALUES (1, 2, 8, 'item-f742d99f925b26c4', 'good', 'good', 0, 0, 'prediction', 1795301917436);
INSERT INTO public.version_example VALUES (1, 3, 9, 'item-e515eaab59ff148d', 'bad', 'bad', 0, 0, 'prediction', 1795301917436);
INSERT INTO public.version_example VALUES (1, 4, 10, 'item-d270ece343cc0f06', 'good', 'good', 1, 1, 'quorum', 1795301917472);


--
-- Data for Name: version_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.version_group VALUES (1, 'item-e515eaab59ff148d', 'train');
INSERT INTO public.version_group VALUES (1, 'item-d270ece343cc0f06', 'train');
INSERT INTO public.version_group VALUES (1, 'item-f742d99f925b26c4', 'test');
INSERT INTO public.version_group VALUES (1, 'item-86befd54440750ff', 'train');
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

SELECT pg_catalog.setval('public.api_token_id_seq', 1, false);


--
-- Name: assignment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assignment_id_seq', 9, true);


--
-- Name: chunk_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.chunk_id_seq', 13, true);


--
-- Name: gold_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.gold_id_seq', 1, true);


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
-- Name: task_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.task_id_seq', 13, true);


--
-- Name: version_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.version_id_seq', 1, true);


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
-- Name: version_adjudication version_adjudication_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_adjudication
    ADD CONSTRAINT version_adjudication_pkey PRIMARY KEY (version, adjudication);


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
-- Name: acceptance_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX acceptance_project ON public.acceptance USING btree (project, id);


--
-- Name: acceptance_task_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX acceptance_task_task ON public.acceptance_task USING btree (task);


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
-- Name: gold_answer_person; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX gold_answer_person ON public.gold_answer USING btree (project, annotator, annotation);


--
-- Name: gold_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX gold_task ON public.gold USING btree (task, id);


--
-- Name: invitation_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX invitation_project ON public.invitation USING btree (project, id);


--
-- Name: job_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_project ON public.job USING btree (project, id);


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
-- Name: task_fresh; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_fresh ON public.task USING btree (project, barred, "position", id) WHERE ((turn IS NULL) AND (state = 'open'::text));


--
-- Name: task_gold; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_gold ON public.task USING btree (project, id) WHERE (gold = 1);


--
-- Name: task_item; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX task_item ON public.task USING btree (project, item) WHERE (item IS NOT NULL);


--
-- Name: task_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_state ON public.task USING btree (project, state, discarded, id);


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
-- Name: task task_chunk_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_chunk_fkey FOREIGN KEY (chunk) REFERENCES public.chunk(id);


--
-- Name: task task_project_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_project_fkey FOREIGN KEY (project) REFERENCES public.project(id);


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
-- PostgreSQL database dump complete
--

\unrestrict FRqLwK3dmi2dkGFZ66PaUVLkvbZjLWPrZe9bdNMJ5TZGlCzR3zTP6AiylViEEaa

