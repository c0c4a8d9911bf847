# The image of a node. Never built yet: no Docker engine was available, and
# tags are pinned without digests, which could not be looked up.
FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -DskipTests -Dspotless.check.skip=true -pl app -am package \
    && java -Djarmode=tools -jar app/target/packhouse-app-*-exec.jar extract --destination /out/engine \
    && mv /out/engine/packhouse-app-*.jar /out/engine/engine.jar

FROM eclipse-temurin:25.0.3_9-jre
# A number, because Kubernetes cannot check that a name is not root.
RUN groupadd --system --gid 10001 packhouse \
    && useradd --system --uid 10001 --gid 10001 --home-dir /opt/packhouse --shell /usr/sbin/nologin packhouse \
    && install -d -o 10001 -g 10001 -m 0700 /data /shared /backups
COPY --from=build /out /opt/packhouse
COPY --chmod=0755 deploy/start deploy/healthy /opt/packhouse/
USER 10001:10001
WORKDIR /opt/packhouse
ENV PACKHOUSE_DATA=/data \
    PACKHOUSE_SHARED_DATA=/shared \
    SERVER_ADDRESS=0.0.0.0
VOLUME ["/data", "/shared", "/backups"]
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=6 CMD ["/opt/packhouse/healthy"]
ENTRYPOINT ["/opt/packhouse/start"]
