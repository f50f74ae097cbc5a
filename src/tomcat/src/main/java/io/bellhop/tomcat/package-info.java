/**
 * Apache Tomcat hosts the container: SIP connectors in server.xml, applications in webapps, realms, metrics. The only
 * package that imports Catalina.
 */
package io.bellhop.tomcat;
