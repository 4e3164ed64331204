// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "Quorum",
    products: [
        .executable(name: "quorum", targets: ["quorum"]),
        .library(name: "QuorumArrow", type: .dynamic, targets: ["ArrowLibrary"]),
        .library(name: "AudioChunker", targets: ["AudioChunker"]),
        .library(name: "Consensus", targets: ["Consensus"]),
        .library(name: "DataMeasures", targets: ["DataMeasures"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.0"),
    ],
    targets: [
        // The domain's words; no I/O.
        .target(name: "QuorumCore", swiftSettings: strict),

        // Libraries that are loaded when they are needed.
        .target(name: "CDynamicLoad", linkerSettings: [.linkedLibrary("dl")]),

        // Folders that appear whole or not at all.
        .target(name: "CSystemCalls"),
        .target(name: "DurableFiles", dependencies: ["CSystemCalls"], swiftSettings: strict),

        // Memory that does not grow with the data.
        .target(name: "CFileHeap"),
        .target(name: "BoundedMemory", dependencies: ["CFileHeap", "CSystemCalls"], swiftSettings: strict),

        // Pure functions over votes.
        .target(name: "Consensus", dependencies: ["QuorumCore"], swiftSettings: strict),

        // Tables: Parquet, Arrow, CSV, JSONL.
        .systemLibrary(name: "CParquet", pkgConfig: "parquet"),
        // A library of its own, which CArrow loads when it is needed.
        .target(
            name: "ArrowLibrary", dependencies: ["CParquet"], publicHeadersPath: ".",
            cxxSettings: [.headerSearchPath("../CArrow/include")]),
        .target(name: "CArrow", dependencies: ["CDynamicLoad"]),
        .target(name: "TableIO", dependencies: ["QuorumCore", "CArrow"], swiftSettings: strict),

        // Media: decode, cut at pauses, write chunks.
        .target(name: "CLibAV", dependencies: ["CDynamicLoad"]),
        .systemLibrary(name: "CSndfile", pkgConfig: "sndfile"),
        .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
        .target(name: "CMatrix"),
        .target(name: "CMinHash"),
        .target(
            name: "AudioChunker",
            dependencies: [
                "QuorumCore", "CLibAV", "CSndfile", "CICU", "CMatrix", "CSystemCalls", "DurableFiles",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),

        // Is the data sound?
        .target(name: "CLanguages", dependencies: ["CDynamicLoad"]),
        .target(
            name: "DataMeasures",
            dependencies: [
                "QuorumCore", "Consensus", "DurableFiles", "TableIO", "CICU", "CLanguages", "CMinHash", "CSystemCalls",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),

        // Spans to a collector.
        .target(
            name: "OTLPTracing",
            dependencies: [
                "QuorumCore",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: strict
        ),

        // Files by key: a folder, or S3-compatible storage.
        .target(
            name: "MediaStorage",
            dependencies: [
                "QuorumCore", "DurableFiles",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),

        // The only module with SQL.
        .target(name: "CPostgres", dependencies: ["CDynamicLoad"]),
        .target(name: "CSQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "LabelStore",
            dependencies: [
                "QuorumCore", "Consensus", "CPostgres", "CSQLiteSettings",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ],
            swiftSettings: strict
        ),

        // Frozen versions to shards.
        .target(
            name: "Exporter",
            dependencies: [
                "QuorumCore", "Consensus", "DurableFiles", "LabelStore", "MediaStorage", "TableIO",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),

        // Files from elsewhere to items, predictions and answers.
        .target(
            name: "Importer",
            dependencies: [
                "QuorumCore", "Consensus", "LabelStore", "TableIO",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),

        // The only module that knows HTTP.
        .target(
            name: "CMarkdown",
            linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]),
        .target(
            name: "LabelServer",
            dependencies: [
                "QuorumCore", "AudioChunker", "CMarkdown", "Consensus", "DurableFiles", "LabelStore", "Exporter",
                "MediaStorage", "OTLPTracing",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "_NIOFileSystem", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),

        // Argument parsing and composition only.
        .executableTarget(
            name: "quorum",
            dependencies: [
                "QuorumCore", "AudioChunker", "BoundedMemory", "Consensus", "DataMeasures", "Exporter", "Importer",
                "LabelServer", "LabelStore", "MediaStorage", "OTLPTracing", "TableIO",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),

        .testTarget(name: "DurableFilesTests", dependencies: ["DurableFiles"], swiftSettings: strict),
        .testTarget(
            name: "ConsensusTests", dependencies: ["Consensus", "QuorumCore"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "MediaStorageTests", dependencies: ["MediaStorage", "QuorumCore"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "OTLPTracingTests",
            dependencies: ["OTLPTracing", .product(name: "Tracing", package: "swift-distributed-tracing")],
            swiftSettings: strict),
        .testTarget(
            name: "TableIOTests", dependencies: ["TableIO"], exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "AudioChunkerTests", dependencies: ["AudioChunker", "QuorumCore"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "DataMeasuresTests", dependencies: ["DataMeasures", "TableIO", "QuorumCore"], swiftSettings: strict),
        .testTarget(
            name: "LabelStoreTests",
            dependencies: [
                "LabelStore", "QuorumCore", .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(
            name: "ImporterTests",
            dependencies: ["Importer", "LabelStore", "QuorumCore"], exclude: ["Fixtures"],
            swiftSettings: strict),
        .testTarget(
            name: "ExporterTests",
            dependencies: [
                "Exporter", "LabelStore", "QuorumCore", "TableIO",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LabelServerTests",
            dependencies: [
                "LabelServer", "LabelStore", "MediaStorage", "QuorumCore", "quorum",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
