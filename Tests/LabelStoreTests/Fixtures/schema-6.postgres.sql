--
-- PostgreSQL database dump
--

\restrict a2sU3NMmeHNmmwdFDOKYJ6sAheVGw5P3RigaAZZ31TkSoJKMro7IA33yj9t1Xcf

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
    submitted_at bigint NOT NULL
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
    CONSTRAINT label_check CHECK (((support >= 0) AND (support <= votes) AND ((support >= 1) OR (method = 'adjudicated'::text))))
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
    state text NOT NULL,
    failure text,
    created_at bigint NOT NULL,
    started_at bigint,
    finished_at bigint,
    CONSTRAINT job_check CHECK (((kind = 'chunk'::text) = (source IS NOT NULL))),
    CONSTRAINT job_check1 CHECK (((kind <> 'chunk'::text) = (version IS NOT NULL))),
    CONSTRAINT job_kind_check CHECK ((kind = ANY (ARRAY['chunk'::text, 'measure'::text, 'export'::text]))),
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
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
    task_order text DEFAULT 'sequential'::text NOT NULL,
    order_seed text DEFAULT '0'::text NOT NULL,
    own_uploads bigint DEFAULT 1 NOT NULL,
    experts bigint DEFAULT 1 NOT NULL,
    kind text DEFAULT 'transcription'::text NOT NULL,
    match_rule text DEFAULT 'answer'::text NOT NULL,
    scale_lowest bigint,
    scale_highest bigint,
    tolerance bigint DEFAULT 0 NOT NULL,
    overlap double precision DEFAULT 0.5 NOT NULL,
    CONSTRAINT project_any_kind_check CHECK ((kind = ANY (ARRAY['transcription'::text, 'classification'::text, 'multilabel'::text, 'rating'::text, 'span'::text, 'pairwise'::text]))),
    CONSTRAINT project_check CHECK (((agree >= 1) AND (agree <= max_answers))),
    CONSTRAINT project_check1 CHECK ((((kind = 'rating'::text) = (scale_highest IS NOT NULL)) AND ((scale_lowest IS NULL) = (scale_highest IS NULL)))),
    CONSTRAINT project_check2 CHECK (((match_rule = 'answer'::text) OR ((match_rule = 'word'::text) AND (kind = 'transcription'::text)) OR ((match_rule = 'label'::text) AND (kind = 'multilabel'::text)) OR ((match_rule = 'median'::text) AND (kind = 'rating'::text)) OR ((match_rule = 'overlap'::text) AND (kind = 'span'::text)))),
    CONSTRAINT project_experts_check CHECK ((experts = ANY (ARRAY[(1)::bigint, (2)::bigint]))),
    CONSTRAINT project_overlap_check CHECK (((overlap > (0)::double precision) AND (overlap <= (1)::double precision))),
    CONSTRAINT project_own_uploads_check CHECK ((own_uploads = ANY (ARRAY[(0)::bigint, (1)::bigint]))),
    CONSTRAINT project_task_order_check CHECK ((task_order = ANY (ARRAY['sequential'::text, 'random'::text]))),
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
    CONSTRAINT source_bytes_check CHECK ((bytes > 0)),
    CONSTRAINT source_kind_check CHECK ((kind = ANY (ARRAY['audio'::text, 'text'::text]))),
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
    CONSTRAINT task_answers_check CHECK ((answers >= 0)),
    CONSTRAINT task_check CHECK (((answers + leases) <= max_answers)),
    CONSTRAINT task_check1 CHECK (((state <> 'settled'::text) OR (leases = 0))),
    CONSTRAINT task_check2 CHECK (((discarded = 0) OR ((discarded = 1) AND (state = 'contested'::text)))),
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
-- Name: version_vote; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_vote (
    version bigint NOT NULL,
    annotation bigint NOT NULL
);


--
-- Data for Name: account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (1, 'lead', 'lead', '$scrypt$ln=15,r=8,p=3$/EEJfPEVCvSnk0VBKIjsAw==$hPGPK1Kd0tOQnHXc+6Vi63R7SnEnM1PJRr8NVjGwqRQ=', 1795281820693, 'admin', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (2, 'ada', 'ada', '$scrypt$ln=15,r=8,p=3$a9SQ7gqppd9X+7X5T3kMGg==$xvQe8lLQh1fiuKhnb1McTZ1RNZuG6qmM2IwXmBRZddQ=', 1795281825903, 'member', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (3, 'ben', 'ben', '$scrypt$ln=15,r=8,p=3$uEUmTqPpne71b5NxNHabPg==$pA7E40zJ3VCAZhmAkz+KJ/1+hyBnsG+dIR0IlETnHn8=', 1795281833720, 'member', NULL);
INSERT INTO public.account OVERRIDING SYSTEM VALUE VALUES (4, 'chen', 'chen', '$scrypt$ln=15,r=8,p=3$LAnelyR31SR0RhpZI1ZO3w==$lsg5f1ZxYS+JyUgmH+HNtgU34bTJcBxBu55GQ7fbYFI=', 1795281842790, 'member', NULL);


--
-- Data for Name: adjudication; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: adjudication_error; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: annotation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (1, 1, 2, 1, 'cat', 'cat', 1795281848979);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (2, 1, 3, 2, 'cat', 'cat', 1795281849006);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (3, 2, 2, 3, 'cat', 'cat', 1795281849051);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (4, 2, 3, 4, 'dog', 'dog', 1795281849070);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (5, 2, 4, 5, 'cow', 'cow', 1795281849089);
INSERT INTO public.annotation OVERRIDING SYSTEM VALUE VALUES (6, 3, 2, 6, 'dog', 'dog', 1795281849112);


--
-- Data for Name: api_token; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: assignment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 2, 'answered', 1795281848963, 1795282448963, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 3, 'answered', 1795281848995, 1795282448995, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 2, 'answered', 1795281849041, 1795282449041, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (4, 1, 2, 3, 'answered', 1795281849061, 1795282449061, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (5, 1, 2, 4, 'answered', 1795281849079, 1795282449079, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (6, 1, 3, 2, 'answered', 1795281849100, 1795282449100, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (7, 1, 3, 3, 'live', 1795281849123, 1795282449123, 0);
INSERT INTO public.assignment OVERRIDING SYSTEM VALUE VALUES (8, 1, 4, 4, 'skipped', 1795281849132, 1795282449132, 0);


--
-- Data for Name: audit_event; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_event VALUES (1, 1795281820693, 1, 'user.created', 'user 1', 'admin', 'bdb98c0e0d3138910b6a0e1ad92c4b98c108cc4946ed9164791eae40ac4ef669');
INSERT INTO public.audit_event VALUES (2, 1795281820697, 1, 'session.opened', 'user 1', '', '2b034a715e8d9214605f5e9c58bbd8a76659a8c3bed86f35476505b5f295929c');
INSERT INTO public.audit_event VALUES (3, 1795281820714, 1, 'member.added', 'project 1', 'user 1 owner', '4ee4db28b24c47f345253ad913793e11d6729cdc55e978e6ee124e3c98d00dbf');
INSERT INTO public.audit_event VALUES (4, 1795281820714, 1, 'project.created', 'project 1', 'classification 2/3 Animals', 'c63163dd2471f8f4c79461b9a8b3bd5f2946651d06066d465c546014ad60e22a');
INSERT INTO public.audit_event VALUES (5, 1795281820755, 1, 'source.added', 'source 1', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c', 'e6c2d205f47cefdf2975919bbbafe22d08bbdf99191ee6b97e4bc94d7c5af215');
INSERT INTO public.audit_event VALUES (6, 1795281821450, NULL, 'source.chunked', 'source 1', '5 chunks', 'f60e1077440714b2edd2ea57a264e55eb58875c023c5b4702b4664936ab1f6ce');
INSERT INTO public.audit_event VALUES (7, 1795281825903, 1, 'user.created', 'user 2', 'member', 'c85ff51d6358751d8a5cd04c4cce75a532c3bba384e8df75811f37b511cdd535');
INSERT INTO public.audit_event VALUES (8, 1795281825903, 1, 'member.added', 'project 1', 'user 2 annotator', '7e57e74d5f39a83087d52c4bc6c4d70e40a333d0a71ec1b46df33f8f10b158da');
INSERT INTO public.audit_event VALUES (9, 1795281830075, 2, 'session.opened', 'user 2', '', '54eeffb1cc86fc07857cea036c1bb3316dfa3a7e59564ced89bac390bc685806');
INSERT INTO public.audit_event VALUES (10, 1795281833720, 1, 'user.created', 'user 3', 'member', '85762f0bfef6d7c0117f3f8fd4063eb737eb21589bd514ac0933be2900f041a7');
INSERT INTO public.audit_event VALUES (11, 1795281833720, 1, 'member.added', 'project 1', 'user 3 annotator', '4c1dd8a830c04a4a3bd1c2d173f3196ef4a65f3e8844cda924a8696624f90ed8');
INSERT INTO public.audit_event VALUES (12, 1795281837472, 3, 'session.opened', 'user 3', '', 'f81c9c890b79ff40f9464ddc3c83b0c7f2866173e8e2dd03de280810501ed0f8');
INSERT INTO public.audit_event VALUES (13, 1795281842790, 1, 'user.created', 'user 4', 'member', '1a898e260faec9ce32ffbe6b466f605e74f2f71b64605988b98537531d4d3edb');
INSERT INTO public.audit_event VALUES (14, 1795281842790, 1, 'member.added', 'project 1', 'user 4 annotator', '780c6381979bf9e03d1af01b14ca6ce43eea417710b70552185d6afb7b3183db');
INSERT INTO public.audit_event VALUES (15, 1795281848956, 4, 'session.opened', 'user 4', '', '99e5c95e6c7057788441b57e823d3d9461b741f898d463d18e9e574d4be529c7');
INSERT INTO public.audit_event VALUES (16, 1795281848979, 2, 'annotation.submitted', 'annotation 1', 'task 1', 'f81f409c6f156c094ae1be6ee453359702ce65f4b408ec31f277e53a98e49469');
INSERT INTO public.audit_event VALUES (17, 1795281849006, 3, 'annotation.submitted', 'annotation 2', 'task 1', '3baccb4a9e565e262007ed03fbe3a82a2de5294a107d791e0a6c9f7df8306a2e');
INSERT INTO public.audit_event VALUES (18, 1795281849006, NULL, 'task.settled', 'task 1', '', '094cc8491a4e8a5f4340c8fb11f389a04414f0af7a20a0ce57ad67bb96ed8ea3');
INSERT INTO public.audit_event VALUES (19, 1795281849051, 2, 'annotation.submitted', 'annotation 3', 'task 2', '6a9710b2ae46b96ed6e01019631dd97b4114ea7e4531e29851558148cf05295d');
INSERT INTO public.audit_event VALUES (20, 1795281849070, 3, 'annotation.submitted', 'annotation 4', 'task 2', '4d9a7e9f10d8816c8995eb8ec86ca0026eec5737f36f128fb668523874d99c54');
INSERT INTO public.audit_event VALUES (21, 1795281849089, 4, 'annotation.submitted', 'annotation 5', 'task 2', 'df6f293f4c93f9c76a8541b83be67f32191650f8541a8ba11309203e462f2923');
INSERT INTO public.audit_event VALUES (22, 1795281849089, NULL, 'task.contested', 'task 2', '', '3dd2424fe23eb3d4085c0426a08ae1844c011898aa69fcf77b9baf8681ba97b1');
INSERT INTO public.audit_event VALUES (23, 1795281849112, 2, 'annotation.submitted', 'annotation 6', 'task 3', 'ba3910dd1219a5b330837a4a9537156340d559c2c6d6b25df5b942a0cfe1e410');
INSERT INTO public.audit_event VALUES (24, 1795281849141, 4, 'task.skipped', 'task 4', '', '6a7bcc26b358c96a97af1d34b5fd7edc802e3c6bfa7bc89642d15a98a4517031');


--
-- Data for Name: audit_head; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.audit_head VALUES (1, 24, '6a7bcc26b358c96a97af1d34b5fd7edc802e3c6bfa7bc89642d15a98a4517031');


--
-- Data for Name: chunk; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (1, 1, 0, 0, 124, 'Passage 1. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (2, 1, 1, 124, 248, 'Passage 2. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (3, 1, 2, 248, 372, 'Passage 3. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (4, 1, 3, 372, 496, 'Passage 4. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. 

', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.chunk OVERRIDING SYSTEM VALUE VALUES (5, 1, 4, 496, 618, 'Passage 5. It has fur and four legs and sleeps. It has fur and four legs and sleeps. It has fur and four legs and sleeps. ', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: consensus; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.consensus VALUES (1, 'cat', 'cat', 2, 2, 'quorum', 1795281849006);


--
-- Data for Name: dispatch; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.dispatch VALUES (1, 5);


--
-- Data for Name: dispatch_progress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: invitation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: job; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job OVERRIDING SYSTEM VALUE VALUES (1, 1, 'chunk', 1, NULL, NULL, 'done', NULL, 1795281820755, 1795281820760, 1795281821477);


--
-- Data for Name: membership; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.membership VALUES (1, 1, 'owner', 1795281820714);
INSERT INTO public.membership VALUES (2, 1, 'annotator', 1795281825903);
INSERT INTO public.membership VALUES (3, 1, 'annotator', 1795281833720);
INSERT INTO public.membership VALUES (4, 1, 'annotator', 1795281842790);


--
-- Data for Name: project; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project OVERRIDING SYSTEM VALUE VALUES (1, 'Animals', '', 2, 3, 7, 2, 8, 0.3, 1795281820714, 'sequential', '1046177739', 1, 1, 'classification', 'answer', NULL, NULL, 0, 0.5);


--
-- Data for Name: project_error_kind; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project_error_kind VALUES (1, 0, 'wrong label');
INSERT INTO public.project_error_kind VALUES (1, 1, 'several labels fit');
INSERT INTO public.project_error_kind VALUES (1, 2, 'no label fits');
INSERT INTO public.project_error_kind VALUES (1, 3, 'item unreadable');
INSERT INTO public.project_error_kind VALUES (1, 4, 'guidelines unclear');


--
-- Data for Name: project_label; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.project_label VALUES (1, 0, 'cat');
INSERT INTO public.project_label VALUES (1, 1, 'dog');
INSERT INTO public.project_label VALUES (1, 2, 'cow');


--
-- Data for Name: schema_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_version VALUES (1);
INSERT INTO public.schema_version VALUES (2);
INSERT INTO public.schema_version VALUES (3);
INSERT INTO public.schema_version VALUES (4);
INSERT INTO public.schema_version VALUES (5);
INSERT INTO public.schema_version VALUES (6);


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: source; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.source OVERRIDING SYSTEM VALUE VALUES (1, 1, 'animals.txt', 'b8e0387930adc566ac108500e0b4f0de09eeadda3335c71f4c8edaa12e7f324c', 618, 'text', 'ready', NULL, NULL, NULL, NULL, NULL, NULL, 1795281820755, 1);


--
-- Data for Name: task; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (5, 1, 5, 'open', 0, 0, 2, 3, 0, 16777220, NULL, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 'settled', 2, 0, 0, 3, 0, 16777216, 1, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (2, 1, 2, 'contested', 3, 0, 0, 3, 0, 16777217, 3, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (3, 1, 3, 'open', 1, 1, 1, 3, 0, 16777218, 4, 0);
INSERT INTO public.task OVERRIDING SYSTEM VALUE VALUES (4, 1, 4, 'open', 0, 0, 2, 3, 0, 16777219, 5, 0);


--
-- Data for Name: version; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_adjudication; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_example; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_group; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: version_vote; Type: TABLE DATA; Schema: public; Owner: -
--



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

SELECT pg_catalog.setval('public.annotation_id_seq', 6, true);


--
-- Name: api_token_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.api_token_id_seq', 1, false);


--
-- Name: assignment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.assignment_id_seq', 8, true);


--
-- Name: chunk_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.chunk_id_seq', 5, true);


--
-- Name: invitation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.invitation_id_seq', 1, false);


--
-- Name: job_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.job_id_seq', 1, true);


--
-- Name: project_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.project_id_seq', 1, true);


--
-- Name: source_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.source_id_seq', 1, true);


--
-- Name: task_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.task_id_seq', 5, true);


--
-- Name: version_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.version_id_seq', 1, false);


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
-- Name: consensus label_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consensus
    ADD CONSTRAINT label_pkey PRIMARY KEY (task);


--
-- Name: membership membership_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.membership
    ADD CONSTRAINT membership_pkey PRIMARY KEY (account, project);


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
-- Name: adjudication_opinion; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX adjudication_opinion ON public.adjudication USING btree (task, expert) WHERE ((undone_at IS NULL) AND (action <> 'more_votes'::text));


--
-- Name: adjudication_task; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX adjudication_task ON public.adjudication USING btree (task, id);


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
-- Name: membership_project; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX membership_project ON public.membership USING btree (project, account);


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
-- Name: task_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX task_state ON public.task USING btree (project, state, discarded, id);


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
-- Name: consensus label_task_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.consensus
    ADD CONSTRAINT label_task_fkey FOREIGN KEY (task) REFERENCES public.task(id);


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

\unrestrict a2sU3NMmeHNmmwdFDOKYJ6sAheVGw5P3RigaAZZ31TkSoJKMro7IA33yj9t1Xcf

