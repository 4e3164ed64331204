import Testing

/// Members and invitations of a project, and tokens of programs.
@Suite struct PeopleTests {
    @Test func anInvitationIsForOne() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let made = try await admin.post("projects/\(project)/invitations", ["role": "reviewer", "hours": 2])
            #expect(made.status == 201, "\(made.detail)")
            let token = made.json["token"]
            let listed = try await admin.get("projects/\(project)/invitations").json["invitations"].list
            #expect(listed.map { $0["role"] } == ["reviewer"])
            #expect(listed.first?.names.contains("token") == false, "a token is shown twice")

            let visitor = Caller(client: admin.client, data: admin.data)
            #expect(try await visitor.post("invitation", ["token": token]).json["project"].text == "Digits")
            let account: JSON = ["token": token, "name": "Bea", "password": .text(Caller.password)]
            let joined = try await visitor.post("invitation/account", account)
            #expect(joined.status == 201, "\(joined.detail)")
            #expect(joined.json["project"].int == project)
            let bea = visitor.with(token: joined.json["token"].text)
            #expect(try await bea.get("projects/\(project)").json["role"] == "reviewer")
            #expect(try await visitor.post("invitation/account", account).status == 404)
            #expect(try await visitor.post("invitation", ["token": token]).status == 404)
        })
    }

    @Test func ofManyWhoUseAnInvitationAtOnceOneDoes() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let token = try await admin.post("projects/\(project)/invitations", ["role": "viewer"]).json["token"]
            var people: [Caller] = []
            for number in 0..<6 { people.append(try await admin.outsider("person \(number)")) }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for person in people {
                    group.addTask { try await person.post("invitation/membership", ["token": token]).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200, 404, 404, 404, 404, 404])
            #expect(try await admin.get("projects/\(project)/members").json["members"].list.count == 2)
        })
    }

    @Test func whoeverManagesGovernsTheRolesBelow() async throws {
        try await TestServer.run(asAdmin: { admin in
            let project = try await admin.project()
            let members = "projects/\(project)/members"
            var ids: [String: Int] = [:]
            var callers: [String: Caller] = [:]
            for role in ["owner", "manager", "annotator"] {
                callers[role] = try await admin.outsider(role)
                let added = try await admin.post(members, ["name": .text(role), "role": .text(role)])
                #expect(added.status == 201, "\(added.detail)")
                ids[role] = added.json["id"].int
            }
            #expect(try await admin.post(members, ["name": "owner", "role": "viewer"]).status == 409)
            #expect(try await admin.post(members, ["name": "nobody", "role": "viewer"]).status == 404)
            let manager = callers["manager"]!
            func give(_ caller: Caller, _ role: String, to user: String) async throws -> Int {
                try await caller.with("If-Match", "*").put("\(members)/\(ids[user]!)", ["role": .text(role)]).status
            }
            #expect(try await give(manager, "reviewer", to: "annotator") == 204)
            #expect(try await give(manager, "manager", to: "annotator") == 403)
            #expect(try await give(manager, "viewer", to: "owner") == 403)
            #expect(try await manager.delete("\(members)/\(ids["owner"]!)").status == 403)
            #expect(try await manager.post("projects/\(project)/invitations", ["role": "owner"]).status == 403)
            #expect(try await give(callers["owner"]!, "manager", to: "annotator") == 204)
            #expect(try await callers["owner"]!.delete("\(members)/\(ids["manager"]!)").status == 204)
            #expect(try await manager.get("projects/\(project)").status == 404)
            #expect(try await callers["owner"]!.delete("\(members)/\(ids["manager"]!)").status == 404)
        })
    }

    @Test func aTokenForOneProjectKnowsNoOther() async throws {
        try await TestServer.run(asAdmin: { admin in
            let (own, other) = (try await admin.project("Own"), try await admin.project("Other"))
            let draft: JSON = ["name": "ci", "scopes": ["read", "manage"], "project": .number(Double(own))]
            let made = try await admin.post("tokens", draft)
            #expect(made.status == 201 && made.json["project"].int == own, "\(made.detail)")
            let program = admin.with(token: made.json["token"].text)
            #expect(try await program.get("projects").json["projects"].list.map { $0["id"].int } == [own])
            #expect(try await program.get("projects/\(own)/members").status == 200)
            #expect(try await program.get("projects/\(other)").status == 404)
            #expect(try await program.get("users").status == 403)
            #expect(try await admin.get("tokens").json["tokens"][0]["project"].int == own)
            // Whoever is no member learns nothing of what is there.
            let stranger = try await admin.outsider("Sol")
            for project in [own, 999] {
                let refused = try await stranger.post(
                    "tokens", ["name": "x", "scopes": ["read"], "project": .number(Double(project))])
                #expect(refused.status == 422 && refused.json["field"] == "project")
            }
        })
    }

    @Test func tokensAreShownOnceAndEndWhenRevoked() async throws {
        try await TestServer.run(asAdmin: { admin in
            let made = try await admin.post("tokens", ["name": "export", "scopes": ["read"], "days": 30])
            #expect(made.status == 201, "\(made.detail)")
            let program = admin.with(token: made.json["token"].text)
            #expect(try await program.get("projects").status == 200)
            #expect(try await program.get("tokens").status == 403, "a token may not make others")
            let listed = try await admin.get("tokens").json["tokens"].list
            #expect(listed.map { $0["name"] } == ["export"])
            #expect(listed.first?.names.contains("token") == false)
            #expect(try await admin.outsider("Bea").delete("tokens/\(made.json["id"].int)").status == 404)
            #expect(try await admin.delete("tokens/\(made.json["id"].int)").status == 204)
            #expect(try await program.get("projects").status == 401)
        })
    }

    @Test(
        arguments: [
            (["name": "", "scopes": ["read"]], "name"), (["name": "a", "scopes": []], "scopes"),
            (["name": "a", "scopes": ["write"]], "scopes.0"), (["name": "a", "scopes": ["read"], "days": 0], "days"),
        ] as [(JSON, String)])
    func unsoundTokensNameTheirField(token: JSON, field: String) async throws {
        try await TestServer.run(asAdmin: { admin in
            let reply = try await admin.post("tokens", token)
            #expect(reply.status == 422)
            #expect(reply.json["field"].text == field)
        })
    }
}
